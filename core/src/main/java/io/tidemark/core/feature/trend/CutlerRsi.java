package io.tidemark.core.feature.trend;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;

/**
 * Relative strength index over plain means, 0 to 100 (Cutler): unlike Wilder's it forgets what is
 * more than n changes ago. Without any change it is 50. Cells: previous close, gains, losses.
 */
record CutlerRsi(int n, Moments changes) implements Feature {

  CutlerRsi(int n) {
    this(n, new Moments(n - 1, 1));
  }

  @Override
  public String name() {
    return "rsi_simple(" + n + ")";
  }

  @Override
  public int cells() {
    return 1 + 2 * changes.cells();
  }

  @Override
  public int warmUp() {
    return n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (cells[at] == 0 || !changes.isFull(cells, at + 1)) {
      return Double.NaN;
    }
    double change = market.bar.close - cells[at];
    double gain = changes.meanWith(cells, at + 1, Math.max(change, 0));
    double loss = changes.meanWith(cells, at + 1 + changes.cells(), Math.max(-change, 0));
    return gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double close = market.bar.close;
    if (cells[at] != 0) {
      double change = close - cells[at];
      changes.push(cells, at + 1, Math.max(change, 0));
      changes.push(cells, at + 1 + changes.cells(), Math.max(-change, 0));
    }
    cells[at] = close;
  }
}
