package io.tidemark.core.feature.price;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;

/**
 * Relative strength index with Wilder's smoothing, 0 to 100 (Wilder 1978): the first averages are
 * plain means of n changes; without any change it is 50. Cells: previous close, changes taken in,
 * average gain, average loss.
 */
record Rsi(int n) implements Feature {

  @Override
  public String name() {
    return "rsi(" + n + ")";
  }

  @Override
  public int cells() {
    return 4;
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
    double change = market.bar.close - cells[at];
    double gain = smooth(cells[at + 2], Math.max(change, 0), count);
    double loss = smooth(cells[at + 3], Math.max(-change, 0), count);
    return gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double close = market.bar.close;
    if (cells[at] != 0) {
      double count = cells[at + 1] + 1;
      double change = close - cells[at];
      cells[at + 2] = smooth(cells[at + 2], Math.max(change, 0), count);
      cells[at + 3] = smooth(cells[at + 3], Math.max(-change, 0), count);
      cells[at + 1] = Math.min(count, n);
    }
    cells[at] = close;
  }

  /** The mean while fewer than n are in, Wilder's smoothing from then on. */
  private double smooth(double average, double x, double count) {
    return average + (x - average) / Math.min(count, n);
  }
}
