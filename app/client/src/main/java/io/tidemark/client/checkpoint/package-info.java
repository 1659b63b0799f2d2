/**
 * {@code ./tidemark checkpoints check}: whether a job can go on from what a checkpoint or savepoint
 * holds. Begin with {@link io.tidemark.client.checkpoint.CheckpointCheck}.
 */
@NullMarked
package io.tidemark.client.checkpoint;

import org.jspecify.annotations.NullMarked;
