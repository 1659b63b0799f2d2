package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A seeded random walk of hourly bars, three of every fifty flat and without volume. */
final class SampleBars {

  static final long HOUR = 3_600_000_000L;

  final int size;
  final double[] open;
  final double[] high;
  final double[] low;
  final double[] close;
  final double[] volume;
  final double[] notional;

  SampleBars(long seed, int size) {
    this.size = size;
    open = new double[size];
    high = new double[size];
    low = new double[size];
    close = new double[size];
    volume = new double[size];
    notional = new double[size];
    Random random = new Random(seed);
    double price = 100;
    for (int t = 0; t < size; t++) {
      boolean flat = t % 50 >= 17 && t % 50 < 20;
      open[t] = price;
      price *= flat ? 1 : Math.exp(0.01 * random.nextGaussian());
      close[t] = price;
      high[t] = Math.max(open[t], price) * (flat ? 1 : 1 + 0.002 * random.nextDouble());
      low[t] = Math.min(open[t], price) * (flat ? 1 : 1 - 0.002 * random.nextDouble());
      volume[t] = flat ? 0 : 100 * Math.exp(random.nextGaussian());
      notional[t] = volume[t] * (high[t] + low[t]) / 2;
    }
  }

  void show(int t, Bar bar) {
    bar.flat(t * HOUR, open[t]);
    bar.high = high[t];
    bar.low = low[t];
    bar.close = close[t];
    bar.volume = volume[t];
    bar.notional = notional[t];
    bar.updates = volume[t] > 0 ? 1 : 0;
  }

  /** What the feature says of each bar, when it closes. */
  double[] values(String name) {
    FeatureSet set = new FeatureSet(List.of(name), HOUR);
    double[] cells = new double[set.cells()];
    double[] out = new double[1];
    double[] values = new double[size];
    Bar bar = new Bar();
    for (int t = 0; t < size; t++) {
      show(t, bar);
      set.values(cells, bar, t * HOUR, out);
      values[t] = out[0];
      set.close(cells, bar, t * HOUR);
    }
    return values;
  }

  /**
   * The feature is missing before {@code warmUp} and equals the formula from then on, to 1e-9 of it
   * (1e-13 where it passes through 0).
   */
  void check(String name, int warmUp, IntToDoubleFunction formula) {
    double[] values = values(name);
    for (int t = 0; t < size; t++) {
      if (t < warmUp) {
        assertThat(values[t]).as(name + " at " + t).isNaN();
      } else {
        double expected = formula.applyAsDouble(t);
        assertThat(values[t])
            .as(name + " at " + t)
            .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-13));
      }
    }
  }

  double trueRange(int t) {
    return Math.max(
        high[t] - low[t],
        Math.max(Math.abs(high[t] - close[t - 1]), Math.abs(low[t] - close[t - 1])));
  }

  double logReturn(int t) {
    return Math.log(close[t] / close[t - 1]);
  }

  /** Mean of n numbers, the last of them x(t). */
  static double mean(int t, int n, IntToDoubleFunction x) {
    return IntStream.rangeClosed(t - n + 1, t).mapToDouble(x).sum() / n;
  }

  /** Mean power of the distance from their mean. */
  static double moment(int t, int n, int power, IntToDoubleFunction x) {
    double mean = mean(t, n, x);
    return mean(t, n, i -> Math.pow(x.applyAsDouble(i) - mean, power));
  }

  static double largest(int t, int n, IntToDoubleFunction x) {
    return IntStream.rangeClosed(t - n + 1, t).mapToDouble(x).max().orElseThrow();
  }

  static double least(int t, int n, IntToDoubleFunction x) {
    return IntStream.rangeClosed(t - n + 1, t).mapToDouble(x).min().orElseThrow();
  }
}
