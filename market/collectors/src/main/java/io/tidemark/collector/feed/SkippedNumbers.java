package io.tidemark.collector.feed;

import io.tidemark.core.fact.Trade;
import java.util.List;
import java.util.Set;

/** Numbers that an answer skips of a venue that numbers its trades by 1. */
final class SkippedNumbers {

  private static final long NONE = Long.MAX_VALUE;

  private SkippedNumbers() {}

  /**
   * How many numbers between those of the trades are of none.
   *
   * @param trades the oldest first
   * @param after numbers up to this one were handed on before
   * @param known ids of other trades that came
   */
  static long in(List<Trade> trades, long after, Set<String> known) {
    long skipped = 0;
    long last = NONE;
    for (Trade trade : trades) {
      long number = number(trade.tradeId());
      if (number != NONE && last != NONE && number > last + 1) {
        long from = Math.max(last, after);
        skipped += Math.max(0, number - from - 1) - between(known, from, number);
      }
      last = number;
    }
    return skipped;
  }

  private static long between(Set<String> known, long from, long to) {
    return known.stream()
        .mapToLong(SkippedNumbers::number)
        .filter(each -> each > from && each < to)
        .count();
  }

  /** The trade's number; the largest of all where the id is none. */
  static long number(String id) {
    return id.matches("\\d{1,18}") ? Long.parseLong(id) : NONE;
  }
}
