package io.tidemark.core.feature.regime;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;
import io.tidemark.core.feature.kernel.Ring;

/**
 * How much of its way the price has got ahead: |C - C[-n]| / sum of the sizes of the last n
 * changes, 0 to 1; 0 where nothing moved. Cells: previous close, the n closes before, the n - 1
 * sizes before.
 */
record EfficiencyRatio(int n, Ring closes, Moments sizes) implements Feature {

  EfficiencyRatio(int n) {
    this(n, new Ring(n), new Moments(n - 1, 1));
  }

  @Override
  public String name() {
    return "efficiency_ratio(" + n + ")";
  }

  @Override
  public int cells() {
    return 1 + closes.cells() + sizes.cells();
  }

  @Override
  public int warmUp() {
    return n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (!closes.isFull(cells, at + 1)) {
      return Double.NaN;
    }
    double close = market.bar.close;
    double size = Math.abs(close - cells[at]);
    double way = sizes.meanWith(cells, at + 1 + closes.cells(), size) * n;
    double ahead = Math.abs(close - closes.oldest(cells, at + 1));
    return way > 0 ? Math.min(1, ahead / way) : 0;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double close = market.bar.close;
    if (cells[at] != 0) {
      sizes.push(cells, at + 1 + closes.cells(), Math.abs(close - cells[at]));
    }
    closes.push(cells, at + 1, close);
    cells[at] = close;
  }
}
