/**
 * The whole sequence job from topic to topic: what one of its options costs.
 *
 * <p>Read {@link io.tidemark.bench.sequence.SequenceBench} first.
 */
@NullMarked
package io.tidemark.bench.sequence;

import org.jspecify.annotations.NullMarked;
