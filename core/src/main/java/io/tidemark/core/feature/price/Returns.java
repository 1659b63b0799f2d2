package io.tidemark.core.feature.price;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Ring;

/** Returns over a number of bars. */
final class Returns {

  private Returns() {}

  /** ln(close / previous close). */
  record Log() implements Feature {
    @Override
    public String name() {
      return "log_return";
    }

    @Override
    public int cells() {
      return 1;
    }

    @Override
    public int warmUp() {
      return 1;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      double previous = cells[at];
      return previous == 0 ? Double.NaN : Math.log(market.bar.close / previous);
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      cells[at] = market.bar.close;
    }
  }

  /** ln(close / close n bars ago), n above 1: {@link Log} is the one of a single bar. */
  record LogOver(int n, Ring closes) implements Feature {
    LogOver(int n) {
      this(n, new Ring(n));
    }

    @Override
    public String name() {
      return "log_return(" + n + ")";
    }

    @Override
    public int cells() {
      return closes.cells();
    }

    @Override
    public int warmUp() {
      return n;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return closes.isFull(cells, at)
          ? Math.log(market.bar.close / closes.oldest(cells, at))
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      closes.push(cells, at, market.bar.close);
    }
  }

  /** close / close n bars ago - 1. */
  record Simple(int n, Ring closes) implements Feature {
    Simple(int n) {
      this(n, new Ring(n));
    }

    @Override
    public String name() {
      return "return(" + n + ")";
    }

    @Override
    public int cells() {
      return closes.cells();
    }

    @Override
    public int warmUp() {
      return n;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return closes.isFull(cells, at)
          ? market.bar.close / closes.oldest(cells, at) - 1
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      closes.push(cells, at, market.bar.close);
    }
  }
}
