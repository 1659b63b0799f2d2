package io.tidemark.collector.feed;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trades that an answer about an instrument's past skips, of a venue that numbers them by 1.
 *
 * @param before how many before each trade, by its id
 */
record PastSkips(Map<String, Long> before) {

  static final PastSkips NONE = new PastSkips(Map.of());

  /** Of an answer, the oldest trade first; what is missing before that one nobody knows. */
  static PastSkips of(List<Trade> answer) {
    return answer.isEmpty()
        ? NONE
        : new PastSkips(
            SkippedNumbers.before(
                answer, SkippedNumbers.number(answer.get(0).tradeId()), Set.of()));
  }

  /**
   * The past with what is missing in it, told before the trade behind each hole. What is missing
   * before the first trade is none of it: a candle stands for that.
   *
   * @param live the first trade that came live; null if none did
   */
  List<Fact> among(List<Trade> past, @Nullable Trade live) {
    List<Fact> facts = new ArrayList<>();
    for (Trade trade : past) {
      if (!facts.isEmpty()) {
        tell(trade, facts);
      }
      facts.add(trade);
    }
    if (live != null && !facts.isEmpty()) {
      tell(live, facts);
    }
    return facts;
  }

  private void tell(Trade behind, List<Fact> facts) {
    long count = before.getOrDefault(behind.tradeId(), 0L);
    if (count > 0
        && Metric.of(
                behind.instrument(),
                behind.eventTime(),
                behind.availableAt(),
                FeedMetric.TRADES_MISSING,
                (double) count)
            instanceof Parsed.Valid<Metric> metric) {
      facts.add(metric.value());
    }
  }

  /** How many trades are told as missing among facts. */
  static long told(List<Fact> facts) {
    return (long)
        facts.stream()
            .filter(Metric.class::isInstance)
            .mapToDouble(fact -> ((Metric) fact).value())
            .sum();
  }
}
