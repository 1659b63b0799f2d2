package io.tidemark.core.feature.trend;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;
import io.tidemark.core.feature.price.Ema;

/** How far the close is from its own average, as a fraction of the average. */
final class AverageDistance {

  private AverageDistance() {}

  /** close / mean of the last n closes - 1. Cells: the n - 1 closes before. */
  record Simple(int n, Moments closes) implements Feature {
    Simple(int n) {
      this(n, new Moments(n - 1, 1));
    }

    @Override
    public String name() {
      return "sma_distance(" + n + ")";
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
      double close = market.bar.close;
      return closes.isFull(cells, at) ? close / closes.meanWith(cells, at, close) - 1 : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      closes.push(cells, at, market.bar.close);
    }
  }

  /** close / exponential average - 1. Cells: those of {@link Ema}. */
  record Exponential(int n, Ema average) implements Feature {
    Exponential(int n) {
      this(n, new Ema(n));
    }

    @Override
    public String name() {
      return "ema_distance(" + n + ")";
    }

    @Override
    public int cells() {
      return average.cells();
    }

    @Override
    public int warmUp() {
      return average.warmUp();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return market.bar.close / average.value(cells, at, market) - 1;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      average.close(cells, at, market);
    }
  }
}
