package io.tidemark.core.feature.volatility;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Ring;

/**
 * Realised volatility, annualised: sqrt(mean of the last n squared log returns x bars per year), a
 * year being 8,760 hours. Cells: previous close, then n - 1 squared returns.
 */
public record RealisedVolatility(int n, double barsPerYear, Ring squares) implements Feature {

  private static final double YEAR_MICROS = 8_760d * 3_600 * 1_000_000;

  RealisedVolatility(int n, long barLength) {
    this(n, barsPerYear(barLength), new Ring(n - 1));
  }

  /** How many bars of this length (µs) a year has. */
  public static double barsPerYear(long barLength) {
    return YEAR_MICROS / barLength;
  }

  @Override
  public String name() {
    return "realised_vol(" + n + ")";
  }

  @Override
  public int cells() {
    return 1 + squares.cells();
  }

  @Override
  public int warmUp() {
    return n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (!squares.isFull(cells, at + 1)) {
      return Double.NaN;
    }
    double sum = Math.max(0, squares.sum(cells, at + 1)) + squared(cells[at], market);
    return Math.sqrt(sum / n * barsPerYear);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    if (cells[at] != 0) {
      squares.push(cells, at + 1, squared(cells[at], market));
    }
    cells[at] = market.bar.close;
  }

  private static double squared(double previous, Market market) {
    double r = Math.log(market.bar.close / previous);
    return r * r;
  }
}
