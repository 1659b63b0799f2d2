package io.tidemark.collector.feed;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.RememberedTrades;
import io.tidemark.exchange.protocol.RememberedTrades.Seen;
import java.util.HashMap;
import java.util.Map;

/**
 * Trades, candles and funding that were handed on: two connections say the same, and so does a new
 * one after a reconnect. Remembers the last {@link #MOST} of each instrument.
 */
final class Repeats {

  static final int MOST = 5_000;

  private final Map<String, RememberedTrades> trades = new HashMap<>();
  private final Map<String, RememberedTrades> others = new HashMap<>();

  /** A fact is to be handed on. Facts that have no identity are always new. */
  Seen see(Fact fact) {
    if (fact instanceof Trade trade) {
      return of(trades, fact).see(trade.tradeId(), trade);
    }
    if (fact instanceof Candle candle) {
      return of(others, fact).see("candle " + candle.length() + " " + candle.start());
    }
    return fact instanceof Funding ? of(others, fact).see("funding " + fact.eventTime()) : Seen.NEW;
  }

  private static RememberedTrades of(Map<String, RememberedTrades> memories, Fact fact) {
    return memories.computeIfAbsent(fact.instrument(), any -> new RememberedTrades(MOST));
  }
}
