package io.tidemark.core.feature.volatility;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.price.Macd;

/**
 * Exponentially weighted volatility with span n, annualised as {@link RealisedVolatility} is
 * (RiskMetrics 1996): the average of squared log returns with weight 2 / (n + 1), begun with the
 * plain mean of the first n. RiskMetrics' decay of 0.94 is a span of about 32. Cells: previous
 * close, returns taken in, average.
 */
record EwmaVolatility(int n, double barsPerYear) implements Feature {

  EwmaVolatility(int n, long barLength) {
    this(n, RealisedVolatility.barsPerYear(barLength));
  }

  @Override
  public String name() {
    return "ewma_vol(" + n + ")";
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
    return cells[at] == 0 || cells[at + 1] + 1 < n
        ? Double.NaN
        : Math.sqrt(with(cells, at, market) * barsPerYear);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    if (cells[at] != 0) {
      cells[at + 2] = with(cells, at, market);
      cells[at + 1] = Math.min(cells[at + 1] + 1, n); // from there on no formula looks at it
    }
    cells[at] = market.bar.close;
  }

  private double with(double[] cells, int at, Market market) {
    double r = Math.log(market.bar.close / cells[at]);
    return Macd.average(cells[at + 2], r * r, cells[at + 1] + 1, n);
  }
}
