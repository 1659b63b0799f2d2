package io.tidemark.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a stage did in one run.
 *
 * @param events of the log that it decided
 * @param scored events on which the model was asked
 * @param signals that a reader of committed records finds on its topic
 * @param counted signals that the stage says it wrote
 * @param rate in the steady state; null if the run was too short to measure it
 * @param checkpointMillis the 99th percentile of the job's checkpoints, end to end, ms; null if
 *     there was none
 */
public record StageResult(
    long events,
    long scored,
    long signals,
    long counted,
    @Nullable Rate rate,
    @Nullable Double checkpointMillis) {

  /** Of a stage that takes no checkpoints. */
  public StageResult(long events, long scored, long signals, long counted, @Nullable Rate rate) {
    this(events, scored, signals, counted, rate, null);
  }
}
