package io.tidemark.bench.latency;

import org.jspecify.annotations.Nullable;

/**
 * What was measured under one load.
 *
 * @param route where the way begins
 * @param delivery what the sinks promise
 * @param sustainable records per second: 0.9 of what the jobs did with a backlog
 * @param load as a part of that
 * @param perSecond records sent per second
 * @param signals that were measured
 * @param senderLateMillis how late the last record was sent
 * @param logToSignal from the log's append to the signal's, both by the broker's clock, in whole
 *     ms. In a transaction a signal is appended long before anybody may see it.
 * @param logToSeen from the log's append to when a reader of committed signals had it
 * @param dueToSeen from when its record was to be sent to when a reader of committed signals had it
 * @param checkpointMillis what 99 of 100 checkpoints did not take longer than
 * @param balanced whether every record was decided and every signal that was counted is on the
 *     topic, once
 */
public record LatencyRow(
    String route,
    String delivery,
    double sustainable,
    double load,
    double perSecond,
    long signals,
    double senderLateMillis,
    @Nullable Percentiles logToSignal,
    @Nullable Percentiles logToSeen,
    @Nullable Percentiles dueToSeen,
    double checkpointMillis,
    boolean balanced) {}
