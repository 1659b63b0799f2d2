package io.tidemark.collector.feed;

import io.tidemark.core.fact.Trade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Numbers that an answer skips of a venue that numbers its trades by 1. */
final class SkippedNumbers {

  private static final long NONE = Long.MAX_VALUE;

  private SkippedNumbers() {}

  /**
   * How many numbers before a trade are of none, back to the trade before it; by the ids of those
   * trades of which that is more than 0.
   *
   * @param trades the oldest first
   * @param after numbers up to this one were handed on before; the largest of all where nobody
   *     knows, and then none is skipped
   * @param known ids of other trades that came
   */
  static Map<String, Long> before(List<Trade> trades, long after, Set<String> known) {
    Map<String, Long> skipped = new HashMap<>();
    long last = after;
    for (Trade trade : trades) {
      long number = number(trade.tradeId());
      if (number == NONE) {
        continue;
      }
      long count = number - last - 1 - between(known, last, number);
      if (count > 0) {
        skipped.put(trade.tradeId(), count);
      }
      last = Math.max(last, number);
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
