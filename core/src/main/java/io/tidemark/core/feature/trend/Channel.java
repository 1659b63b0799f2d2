package io.tidemark.core.feature.trend;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Extreme;
import io.tidemark.core.feature.kernel.Moments;

/**
 * Highest high and lowest low of bars, and where the close stands between them. Cells: the highs,
 * the lows.
 *
 * @param highs of the bars before
 * @param lows of the bars before
 */
record Channel(Extreme highs, Extreme lows) {

  /** Of the n bars before. */
  Channel(int n) {
    this(Extreme.highest(n), Extreme.lowest(n));
  }

  int cells() {
    return highs.cells() + lows.cells();
  }

  boolean isFull(double[] cells, int at) {
    return highs.isFull(cells, at);
  }

  void push(double[] cells, int at, Bar bar) {
    highs.push(cells, at, bar.high);
    lows.push(cells, at + highs.cells(), bar.low);
  }

  /** 0 lowest, 1 highest of the bars before and this one; a half if they coincide. */
  double positionWith(double[] cells, int at, Bar bar) {
    double high = highs.with(cells, at, bar.high);
    double low = lows.with(cells, at + highs.cells(), bar.low);
    return high == low ? 0.5 : (bar.close - low) / (high - low);
  }

  /** The same between the bars before alone: below 0 or above 1 where this one breaks out. */
  double position(double[] cells, int at, Bar bar) {
    double high = highs.value(cells, at);
    double low = lows.value(cells, at + highs.cells());
    return high == low ? 0.5 : (bar.close - low) / (high - low);
  }

  /** Stochastic oscillator: 100 x the position among n bars with this one. */
  record StochasticK(int n, Channel channel) implements Feature {
    StochasticK(int n) {
      this(n, new Channel(n - 1));
    }

    @Override
    public String name() {
      return "stochastic_k(" + n + ")";
    }

    @Override
    public int cells() {
      return channel.cells();
    }

    @Override
    public int warmUp() {
      return n - 1;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return channel.isFull(cells, at)
          ? 100 * channel.positionWith(cells, at, market.bar)
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      channel.push(cells, at, market.bar);
    }
  }

  /** Mean of the last m values of {@link StochasticK}. Cells: its channel, then those values. */
  record StochasticD(int n, int m, Channel channel, Moments values) implements Feature {
    StochasticD(int n, int m) {
      this(n, m, new Channel(n - 1), new Moments(m - 1, 1));
    }

    @Override
    public String name() {
      return "stochastic_d(" + n + "," + m + ")";
    }

    @Override
    public int cells() {
      return channel.cells() + values.cells();
    }

    @Override
    public int warmUp() {
      return n + m - 2;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      int means = at + channel.cells();
      return channel.isFull(cells, at) && values.isFull(cells, means)
          ? 100 * values.meanWith(cells, means, channel.positionWith(cells, at, market.bar))
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      if (channel.isFull(cells, at)) {
        double position = channel.positionWith(cells, at, market.bar);
        values.push(cells, at + channel.cells(), position);
      }
      channel.push(cells, at, market.bar);
    }
  }

  /** Where the close stands in the channel of the n bars before it: -1 lower, 1 upper border. */
  record DonchianPosition(int n, Channel channel) implements Feature {
    DonchianPosition(int n) {
      this(n, new Channel(n));
    }

    @Override
    public String name() {
      return "donchian_position(" + n + ")";
    }

    @Override
    public int cells() {
      return channel.cells();
    }

    @Override
    public int warmUp() {
      return n;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return channel.isFull(cells, at)
          ? 2 * channel.position(cells, at, market.bar) - 1
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      channel.push(cells, at, market.bar);
    }
  }
}
