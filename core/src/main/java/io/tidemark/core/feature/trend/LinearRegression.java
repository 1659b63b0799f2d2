package io.tidemark.core.feature.trend;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.SlidingWindow;

/**
 * Least squares line through the last n closes: its slope as a fraction of the close per bar, or
 * the share of the closes' variance that it explains (0 if they are all alike).
 *
 * <p>A part holds the mean, the sum of squares about it and the sum of products with the bar's
 * number, both about their means; the numbers are only counted, so parts may be joined wherever
 * they stand. Cells: the n - 1 closes before.
 */
record LinearRegression(int n, boolean slope, SlidingWindow window) implements Feature {

  LinearRegression(int n, boolean slope) {
    this(n, slope, new SlidingWindow(n - 1, 3, LinearRegression::join));
  }

  @Override
  public String name() {
    return (slope ? "linreg_slope(" : "linreg_r2(") + n + ")";
  }

  @Override
  public int cells() {
    return window.cells();
  }

  @Override
  public int warmUp() {
    return n - 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (!window.isFull(cells, at)) {
      return Double.NaN;
    }
    int a = window.olderSize(cells, at);
    int b = window.newerSize(cells, at);
    int part = window.older(cells, at);
    double mean = cells[part];
    double squares = cells[part + 1];
    double products = cells[part + 2];
    if (b > 0) {
      part = window.newer(at);
      double d = cells[part] - mean;
      squares += cells[part + 1] + squares(d, a, b);
      products += cells[part + 2] + products(d, a, b);
      mean = mean(mean, d, a, b);
    }
    double close = market.bar.close;
    squares += squares(close - mean, n - 1, 1);
    products += products(close - mean, n - 1, 1);
    double numbers = n * ((double) n * n - 1) / 12;
    if (slope) {
      return products / numbers / close;
    }
    return squares == 0 ? 0 : Math.min(1, products * products / (numbers * squares));
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    window.push(cells, at, market.bar.close);
  }

  private static void join(double[] cells, int older, int a, int newer, int b, int into) {
    double d = cells[newer] - cells[older];
    cells[into + 2] = cells[older + 2] + cells[newer + 2] + products(d, a, b);
    cells[into + 1] = cells[older + 1] + cells[newer + 1] + squares(d, a, b);
    cells[into] = mean(cells[older], d, a, b);
  }

  private static double mean(double older, double d, int a, int b) {
    return older + d * ((double) b / (a + b));
  }

  private static double squares(double d, int a, int b) {
    return d * d * ((double) a * b / (a + b));
  }

  /** The mean numbers of two rows in succession are (a + b) / 2 apart. */
  private static double products(double d, int a, int b) {
    return d * ((double) a * b / 2);
  }
}
