/**
 * How soon a model's drift gate sees what hurts, with and without its outcomes: {@link
 * io.tidemark.bench.outcome.ModelDelays} comes first.
 */
@NullMarked
package io.tidemark.bench.outcome;

import org.jspecify.annotations.NullMarked;
