package io.tidemark.core.feature.trend;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;
import io.tidemark.core.feature.kernel.Ranking;

/**
 * Commodity channel index (Lambert 1980): the distance of the typical price, (high + low + close) /
 * 3, from its mean of n bars, over 0.015 x the mean absolute distance; 0 if they are all alike.
 * Cells: the n - 1 typical prices before, for their mean, and again, in order.
 */
record CommodityChannel(int n, Moments mean, Ranking ranking) implements Feature {

  private static final double LAMBERT = 0.015;

  CommodityChannel(int n) {
    this(n, new Moments(n - 1, 1), new Ranking(n - 1));
  }

  @Override
  public String name() {
    return "cci(" + n + ")";
  }

  @Override
  public int cells() {
    return mean.cells() + ranking.cells();
  }

  @Override
  public int warmUp() {
    return n - 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (!mean.isFull(cells, at)) {
      return Double.NaN;
    }
    double typical = typical(market.bar);
    double middle = mean.meanWith(cells, at, typical);
    int order = at + mean.cells();
    // what lies above the mean lies as far from it, in sum, as what lies below
    double above =
        ranking.sumAbove(cells, order, middle)
            - ranking.countAbove(cells, order, middle) * middle
            + Math.max(typical - middle, 0);
    double distance = 2 * above / n;
    return distance > 0 ? (typical - middle) / (LAMBERT * distance) : 0;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double typical = typical(market.bar);
    mean.push(cells, at, typical);
    ranking.push(cells, at + mean.cells(), typical);
  }

  private static double typical(Bar bar) {
    return (bar.high + bar.low + bar.close) / 3;
  }
}
