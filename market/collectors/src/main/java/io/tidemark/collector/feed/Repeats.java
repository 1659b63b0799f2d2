package io.tidemark.collector.feed;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Trade;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trades, candles and funding that were handed on: two connections say the same, and so does a new
 * one after a reconnect. Remembers the last {@link #MOST} of each instrument.
 */
final class Repeats {

  static final int MOST = 5_000;

  private final Map<String, Map<String, Boolean>> said = new HashMap<>();

  /** Whether the fact is to be handed on. Facts that have no identity always are. */
  boolean isNew(Fact fact) {
    String id = id(fact);
    return id.isEmpty()
        || said.computeIfAbsent(fact.instrument(), any -> lastOnes()).put(id, Boolean.TRUE) == null;
  }

  private static String id(Fact fact) {
    if (fact instanceof Trade trade) {
      return trade.tradeId().isEmpty() ? "" : "trade " + trade.tradeId();
    }
    if (fact instanceof Candle candle) {
      return "candle " + candle.length() + " " + candle.start();
    }
    return fact instanceof Funding ? "funding " + fact.eventTime() : "";
  }

  private static Map<String, Boolean> lastOnes() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
        return size() > MOST;
      }
    };
  }
}
