package io.tidemark.core.feature.volatility;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;

/**
 * Volatility from what happens within bars, annualised as {@link RealisedVolatility} is: from high
 * and low (Parkinson, "The extreme value method for estimating the variance of the rate of return",
 * 1980), or from all four prices (Garman and Klass, "On the estimation of security price
 * volatilities from historical data", 1980, without their overnight term). Both assume a price
 * without drift that is seen all the time. Cells: variances of the n - 1 bars before.
 */
record RangeVolatility(int n, boolean fourPrices, double barsPerYear, Moments variances)
    implements Feature {

  private static final double PARKINSON = 1 / (4 * Math.log(2));
  private static final double GARMAN_KLASS = 2 * Math.log(2) - 1;

  RangeVolatility(int n, boolean fourPrices, long barLength) {
    this(n, fourPrices, RealisedVolatility.barsPerYear(barLength), new Moments(n - 1, 1));
  }

  @Override
  public String name() {
    return (fourPrices ? "garman_klass(" : "parkinson(") + n + ")";
  }

  @Override
  public int cells() {
    return variances.cells();
  }

  @Override
  public int warmUp() {
    return n - 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    return variances.isFull(cells, at)
        ? Math.sqrt(variances.meanWith(cells, at, variance(market.bar)) * barsPerYear)
        : Double.NaN;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    variances.push(cells, at, variance(market.bar));
  }

  private double variance(Bar bar) {
    double range = Math.log(bar.high / bar.low);
    if (!fourPrices) {
      return PARKINSON * range * range;
    }
    double change = Math.log(bar.close / bar.open);
    return Math.max(0, range * range / 2 - GARMAN_KLASS * change * change);
  }
}
