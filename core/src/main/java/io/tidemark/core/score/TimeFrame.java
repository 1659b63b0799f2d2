package io.tidemark.core.score;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.BarBuilder;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.bar.BarState;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.Arrays;

/** Bars of another length of time. */
final class TimeFrame extends Frame {

  private final long length;
  private final BarBuilder fromTrades;
  private final BarBuilder fromCandles;
  private final double[] closing = new double[set.size()];
  private BarBuilder builder;
  private long closedAt;
  private int missingAtClose;

  TimeFrame(FeatureSet set, int number, int maxFlat) {
    super(set, number);
    this.length = set.frameBar(number).micros();
    this.fromTrades = new BarBuilder(length, BarSource.TRADES, maxFlat);
    this.fromCandles = new BarBuilder(length, BarSource.CANDLES, maxFlat);
    this.builder = fromTrades;
  }

  @Override
  void begin(ScoringState next, BarSource source) {
    super.begin(next, source);
    builder = source == BarSource.TRADES ? fromTrades : fromCandles;
    closedAt = BarState.NONE;
  }

  @Override
  void advance(long clock) {
    builder.advance(frame().bars, clock, this);
  }

  @Override
  void trade(Trade trade, long clock, boolean late) {
    builder.trade(frame().bars, trade, clock, this);
  }

  @Override
  void candle(Candle candle) {
    builder.candle(frame().bars, candle, this);
  }

  @Override
  int values(long end, double[] out) {
    BarState bars = frame().bars;
    if (closedAt == end) {
      put(closing, out);
      return ownBars(missingAtClose);
    }
    if (builder.isAfterHole(bars) || builder.isInOtherScale(bars)) {
      Arrays.fill(closing, Double.NaN);
      put(closing, out);
      return ownBars(1);
    }
    Bar forming = bars.forming;
    if (forming.updates == 0) {
      forming.flat(bars.formingStart, bars.lastClose);
    }
    set.values(state.cells, number, forming, state.clock, out);
    return ownBars(missing());
  }

  private int ownBars(int bars) {
    return Math.toIntExact(Math.max(0, (bars * length + set.barLength() - 1) / set.barLength()));
  }

  @Override
  public void closed(Bar bar) {
    set.values(state.cells, number, bar, state.clock, closing);
    closedAt = bar.start + length;
    missingAtClose = missing();
    super.closed(bar);
  }
}
