package io.tidemark.recordings;

import io.tidemark.recordings.message.MessageCounts;
import java.util.List;

/**
 * What became of the rows: {@code rows = facts + refused + historyDropped + absent}. A recording's
 * rows are the facts and the refusals of its messages; its {@link MessageCounts} say what became of
 * these.
 *
 * @param rows rows read; of a table with several metrics in a row, its values
 * @param facts rows that are in the log
 * @param refused rows that are dead letters
 * @param historyDropped rows left out: history that does not end before the data begins, and trades
 *     that are given singly and as aggregates, the second time
 * @param absent values that a series does not have: holidays, days before it began
 * @param events entries of the log without ticks; a market-wide fact is one per instrument, a
 *     reference's candle one per log that it goes into
 * @param ticks heartbeats put in between
 * @param messages of each recording
 */
public record ReplayCounts(
    long rows,
    long facts,
    long refused,
    long historyDropped,
    long absent,
    long events,
    long ticks,
    List<MessageCounts> messages) {

  /** Whether every row and every message is accounted for. */
  public boolean balances() {
    return rows == facts + refused + historyDropped + absent
        && messages.stream().allMatch(MessageCounts::balances);
  }
}
