package io.tidemark.core.feature.price;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Ring;

/**
 * Bollinger bands of two population standard deviations about the mean of n closes: the position of
 * the close between them (-1 lower band, 1 upper band; 0 if they coincide), or their width as a
 * fraction of the mean.
 */
record Bollinger(int n, boolean width, Ring closes) implements Feature {

  private static final double DEVIATIONS = 2;

  Bollinger(int n, boolean width) {
    this(n, width, new Ring(n - 1));
  }

  @Override
  public String name() {
    return (width ? "bollinger_width(" : "bollinger_position(") + n + ")";
  }

  @Override
  public int cells() {
    return closes.cells();
  }

  @Override
  public int warmUp() {
    return n - 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (!closes.isFull(cells, at)) {
      return Double.NaN;
    }
    double close = market.bar.close;
    double mean = closes.meanWith(cells, at, close);
    double band = DEVIATIONS * Math.sqrt(closes.varianceWith(cells, at, close));
    if (width) {
      return 2 * band / mean;
    }
    return band == 0 ? 0 : (close - mean) / band;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    closes.push(cells, at, market.bar.close);
  }
}
