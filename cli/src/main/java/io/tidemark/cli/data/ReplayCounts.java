package io.tidemark.cli.data;

/**
 * What became of the rows: {@code rows = facts + refused + historyDropped}.
 *
 * @param rows rows read
 * @param facts rows that are in the log
 * @param refused rows that are dead letters
 * @param historyDropped history that does not end before the data begins, or starts twice
 * @param events entries of the log without ticks; a market-wide fact is one per instrument
 * @param ticks heartbeats put in between
 */
public record ReplayCounts(
    long rows, long facts, long refused, long historyDropped, long events, long ticks) {}
