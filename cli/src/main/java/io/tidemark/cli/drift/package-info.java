/**
 * {@code ./tidemark drift}: calibrating the drift gate, and what a person does about its pauses.
 */
@NullMarked
package io.tidemark.cli.drift;

import org.jspecify.annotations.NullMarked;
