/**
 * What exchanges send, as facts of the core: one {@link io.tidemark.exchange.Protocol} per venue,
 * fed with messages in the order of their receipt. Pure: no network, no clock, no files.
 */
@NullMarked
package io.tidemark.exchange;

import org.jspecify.annotations.NullMarked;
