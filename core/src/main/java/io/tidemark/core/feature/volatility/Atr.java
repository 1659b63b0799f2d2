package io.tidemark.core.feature.volatility;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;

/**
 * Average true range with Wilder's smoothing, as a fraction of the close (Wilder 1978). Cells:
 * previous close, ranges taken in, average.
 */
record Atr(int n) implements Feature {

  @Override
  public String name() {
    return "atr(" + n + ")";
  }

  @Override
  public int cells() {
    return 3;
  }

  @Override
  public int warmUp() {
    return n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    double count = cells[at + 1] + 1;
    if (cells[at] == 0 || count < n) {
      return Double.NaN;
    }
    return smooth(cells, at, market.bar, count) / market.bar.close;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    if (cells[at] != 0) {
      double count = cells[at + 1] + 1;
      cells[at + 2] = smooth(cells, at, market.bar, count);
      cells[at + 1] = Math.min(count, n);
    }
    cells[at] = market.bar.close;
  }

  private double smooth(double[] cells, int at, Bar bar, double count) {
    double previous = cells[at];
    double range = Math.max(bar.high, previous) - Math.min(bar.low, previous);
    return cells[at + 2] + (range - cells[at + 2]) / Math.min(count, n);
  }
}
