package io.tidemark.core.feature.volume;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.SlidingSums;

/**
 * ln(mean size of this bar's trades / mean size of those of the n bars before); 0 if there are none
 * in one of the two, missing where one of the bars is of candles. Cells: sums of volume and trades.
 */
record AverageTradeSize(int n, SlidingSums sums) implements Feature {

  private static final int VOLUME = 0;
  private static final int TRADES = 1;

  AverageTradeSize(int n) {
    this(n, new SlidingSums(n, 2));
  }

  @Override
  public String name() {
    return "average_trade_size(" + n + ")";
  }

  @Override
  public int cells() {
    return sums.cells();
  }

  @Override
  public int warmUp() {
    return n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (!sums.isFull(cells, at)) {
      return Double.NaN;
    }
    double volume = sums.sum(cells, at, VOLUME);
    double trades = sums.sum(cells, at, TRADES);
    double here = trades(market.bar);
    if (here == 0 || trades == 0) {
      return 0;
    }
    return Math.log(market.bar.volume / here) - Math.log(volume / trades);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    sums.put(cells, at, VOLUME, market.bar.volume);
    sums.put(cells, at, TRADES, trades(market.bar));
    sums.advance(cells, at);
  }

  private static double trades(Bar bar) {
    return bar.countsTrades() ? (double) bar.updates : Double.NaN;
  }
}
