package io.tidemark.reliability;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Trade;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the trades that a log holds behind the end of their bar of one minute: they are lost to
 * it. Counted here and not asked of the jobs.
 */
final class LateTrades {

  private static final long BAR = 60_000_000;

  private final Map<String, Long> clocks = new HashMap<>();
  private long count;

  /** The next event of its log. */
  void take(LogEvent event) {
    long clock = clocks.getOrDefault(event.instrument(), Long.MIN_VALUE);
    if (event.fact() instanceof Trade trade
        && Math.floorDiv(trade.eventTime(), BAR) * BAR + BAR <= clock) {
      count++;
    }
    if (!event.fact().kind().isCommand()) {
      clocks.put(event.instrument(), Math.max(clock, event.availableAt()));
    }
  }

  /** How many there were so far. */
  long count() {
    return count;
  }
}
