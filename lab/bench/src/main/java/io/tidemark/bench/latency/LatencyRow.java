package io.tidemark.bench.latency;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What was measured under one load. Its JSON is flat: the parts' fields, one after the other.
 *
 * @param load under which
 * @param signals that were measured
 * @param senderLateMillis how late the last record was sent
 * @param durations how long signals took
 * @param checkpointMillis what 99 of 100 checkpoints did not take longer than
 * @param balanced whether every record was decided and every signal that was counted is on the
 *     topic, once
 */
public record LatencyRow(
    @JsonUnwrapped Load load,
    long signals,
    double senderLateMillis,
    @JsonUnwrapped Durations durations,
    double checkpointMillis,
    boolean balanced) {

  /**
   * What the jobs were given.
   *
   * @param route where the way begins
   * @param delivery what the sinks promise
   * @param sustainable records per second: 0.9 of what the jobs did with a backlog
   * @param part of that, which was sent
   * @param perSecond records sent per second
   */
  public record Load(
      String route,
      String delivery,
      double sustainable,
      @JsonProperty("load") double part,
      double perSecond) {}

  /**
   * How long signals took, each null if there were none.
   *
   * @param logToSignal from the log's append to the signal's, both by the broker's clock, in whole
   *     ms. In a transaction a signal is appended long before anybody may see it.
   * @param logToSeen from the log's append to when a reader of committed signals had it
   * @param dueToSeen from when its record was to be sent to when a reader of committed signals had
   *     it
   */
  public record Durations(
      @Nullable Percentiles logToSignal,
      @Nullable Percentiles logToSeen,
      @Nullable Percentiles dueToSeen) {}
}
