package io.tidemark.core.feature.price;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;

/**
 * Exponential moving average of closes with alpha 2 / (n + 1), started with the plain mean of the
 * first n as the averages of {@link Macd} are. No feature of the catalogue: a price level is
 * nothing to train on. Cells: closes taken in, average.
 */
public record Ema(int n) implements Feature {

  @Override
  public String name() {
    return "ema(" + n + ")";
  }

  @Override
  public int cells() {
    return 2;
  }

  @Override
  public int warmUp() {
    return n - 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    return cells[at] < warmUp() ? Double.NaN : with(cells, at, market.bar.close);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    cells[at + 1] = with(cells, at, market.bar.close);
    cells[at] = Math.min(cells[at] + 1, n); // from there on no formula looks at it
  }

  private double with(double[] cells, int at, double x) {
    return Macd.average(cells[at + 1], x, cells[at] + 1, n);
  }
}
