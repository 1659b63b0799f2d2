package io.tidemark.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What a stage came to in all rounds. Its JSON is flat: the parts' fields, one after the other.
 *
 * @param setup the stage
 * @param counts of its last run, as of all others if it balances
 * @param speed of all rounds
 * @param ratios to other stages of the same round
 * @param balanced whether in every run all events of the log were decided, the signals on the topic
 *     were those counted, and both scores and signals were those of the plain loop
 */
record StageSummary(
    Setup setup,
    @JsonUnwrapped Counts counts,
    @JsonUnwrapped Speed speed,
    @JsonUnwrapped Ratios ratios,
    boolean balanced) {

  /**
   * What was counted.
   *
   * @param events of the log that it decided
   * @param scored events on which the model was asked
   * @param signals that stand committed on its topic
   */
  record Counts(long events, long scored, long signals) {}

  /**
   * How fast it was, each null if it was too short to measure.
   *
   * @param perSecond events per second of wall time
   * @param cpuMicros processor time of the whole process for an event, µs
   * @param checkpointMillis the 99th percentile of a run's checkpoints, end to end, ms
   */
  record Speed(
      @Nullable Spread perSecond, @Nullable Spread cpuMicros, @Nullable Spread checkpointMillis) {}

  /**
   * Its speed beside that of other stages, each null if there is nothing to compare.
   *
   * @param ofLoop as a part of the plain loop's
   * @param ofCopy as a part of the Kafka copy's
   * @param ofWindow as a multiple of the same stage's with the whole window upon every event, of a
   *     sequence model with its prefix form
   * @param ofWindowAlone the same, of that stage's with one window at a time
   */
  record Ratios(
      @Nullable Spread ofLoop,
      @Nullable Spread ofCopy,
      @Nullable Spread ofWindow,
      @Nullable Spread ofWindowAlone) {}
}
