package io.tidemark.core.feature.price;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;

/**
 * The log return of a bar against a bound of k deviations either way: kept within it, or whether it
 * was beyond. A deviation is sqrt(pi / 2) x the mean size of the n returns before this one, which
 * is the standard deviation where returns are normal: sizes and not squares, so that one crash does
 * not hide the next, and this return is not among them. Where nothing moved in n bars there is no
 * deviation, and no bound. Cells: previous close, sizes.
 */
record Outlier(int n, int k, boolean flag, Moments sizes) implements Feature {

  /** Beyond so many nothing is an outlier. */
  static final int MOST_DEVIATIONS = 1_000;

  private static final double DEVIATION = Math.sqrt(Math.PI / 2);

  Outlier(int n, int k, boolean flag) {
    this(n, k, flag, new Moments(n, 1));
  }

  @Override
  public String name() {
    return (flag ? "outlier(" : "clipped_return(") + n + "," + k + ")";
  }

  @Override
  public int cells() {
    return 1 + sizes.cells();
  }

  @Override
  public int warmUp() {
    return n + 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (cells[at] == 0 || !sizes.isFull(cells, at + 1)) {
      return Double.NaN;
    }
    double r = Math.log(market.bar.close / cells[at]);
    double bound = k * DEVIATION * sizes.mean(cells, at + 1);
    boolean beyond = bound > 0 && Math.abs(r) > bound;
    if (flag) {
      return beyond ? 1 : 0;
    }
    return beyond ? Math.copySign(bound, r) : r;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    if (cells[at] != 0) {
      sizes.push(cells, at + 1, Math.abs(Math.log(market.bar.close / cells[at])));
    }
    cells[at] = market.bar.close;
  }
}
