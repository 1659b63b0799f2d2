/**
 * Talking to a deployment: its topics, control orders, models, and what is known of it. No command
 * line, no broker of its own.
 */
@NullMarked
package io.tidemark.client;

import org.jspecify.annotations.NullMarked;
