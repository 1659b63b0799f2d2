package io.tidemark.core.feature.volatility;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;

/**
 * Bipower variation of n log returns (Barndorff-Nielsen and Shephard, "Power and bipower variation
 * with stochastic volatility and jumps", 2004): pi / 2 x the mean product of neighbouring absolute
 * returns, which one jump can't raise much. As volatility, annualised as {@link RealisedVolatility}
 * is, or as the share of the realised variance that it leaves to jumps: 1 - bipower / realised, 0
 * where that is negative or nothing moved.
 *
 * <p>Cells: previous close, returns taken in (at most 1), the last one's size, products, squares.
 */
record Bipower(int n, boolean jumps, double barsPerYear, Moments products, Moments squares)
    implements Feature {

  private Bipower(int n, boolean jumps, double barsPerYear) {
    this(n, jumps, barsPerYear, new Moments(n - 2, 1), new Moments(n - 1, 1));
  }

  static Bipower volatility(int n, long barLength) {
    return new Bipower(n, false, RealisedVolatility.barsPerYear(barLength));
  }

  /** A share, so that it does not matter how many bars a year has. */
  static Bipower jumpShare(int n) {
    return new Bipower(n, true, 1);
  }

  @Override
  public String name() {
    return (jumps ? "jump_share(" : "bipower(") + n + ")";
  }

  @Override
  public int cells() {
    return 3 + products.cells() + (jumps ? squares.cells() : 0);
  }

  @Override
  public int warmUp() {
    return n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (cells[at + 1] == 0 || !products.isFull(cells, at + 3)) {
      return Double.NaN;
    }
    double size = size(cells, at, market);
    double bipower = Math.PI / 2 * products.meanWith(cells, at + 3, cells[at + 2] * size);
    if (!jumps) {
      return Math.sqrt(bipower * barsPerYear);
    }
    double realised = squares.meanWith(cells, at + 3 + products.cells(), size * size);
    return realised == 0 ? 0 : Math.max(0, 1 - bipower / realised);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    if (cells[at] != 0) {
      double size = size(cells, at, market);
      if (cells[at + 1] != 0) {
        products.push(cells, at + 3, cells[at + 2] * size);
      }
      if (jumps) {
        squares.push(cells, at + 3 + products.cells(), size * size);
      }
      cells[at + 1] = 1;
      cells[at + 2] = size;
    }
    cells[at] = market.bar.close;
  }

  private static double size(double[] cells, int at, Market market) {
    return Math.abs(Math.log(market.bar.close / cells[at]));
  }
}
