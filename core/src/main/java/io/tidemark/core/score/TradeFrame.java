package io.tidemark.core.score;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.bar.BarState;
import io.tidemark.core.bar.TradeBarBuilder;
import io.tidemark.core.bar.TradeBarState;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.BarSpec;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.Arrays;

/**
 * Bars of a number of trades, or of a volume. Time and candles are nothing to them; an instrument
 * whose bars come from candles has none.
 */
final class TradeFrame extends Frame {

  private final TradeBarBuilder builder;
  private final double[] unknown = new double[set.size()];
  private boolean ofTrades;

  TradeFrame(FeatureSet set, int number, int maxFlat) {
    super(set, number);
    BarSpec bar = set.frameBar(number);
    this.builder =
        bar.kind() == BarSpec.Kind.TRADES
            ? TradeBarBuilder.ofTrades(bar.size(), set.barLength(), maxFlat)
            : TradeBarBuilder.ofVolume(bar.size(), set.barLength(), maxFlat);
    Arrays.fill(unknown, Double.NaN);
  }

  @Override
  void begin(ScoringState next, BarSource source) {
    super.begin(next, source);
    ofTrades = source == BarSource.TRADES;
  }

  @Override
  void advance(long clock) {}

  @Override
  void trade(Trade trade, long clock, boolean late) {
    if (ofTrades && !late) {
      builder.trade(frame().tradeBars, trade, this);
    }
  }

  @Override
  void candle(Candle candle) {}

  /** Nobody knows when the next trades come: until it is warm, it may be so one bar later. */
  @Override
  int values(long end, double[] out) {
    TradeBarState bars = frame().tradeBars;
    long at = end == Long.MAX_VALUE ? state.clock : end - 1;
    boolean isUnknown =
        bars.newest == BarState.NONE
            || builder.isAfterHole(bars, at)
            || bars.forming.isInTwoScales();
    if (isUnknown) {
      put(unknown, out);
      return 1;
    }
    set.values(state.cells, number, bars.forming, state.clock, out);
    return Math.min(1, missing());
  }
}
