package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each feature equals its formula, restated over whole arrays. */
class FeatureFormulaTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int BARS = 600;

  private final double[] high = new double[BARS];
  private final double[] low = new double[BARS];
  private final double[] close = new double[BARS];
  private final double[] volume = new double[BARS];
  private final double[] notional = new double[BARS];
  private final double[] signed = new double[BARS];

  FeatureFormulaTest() {
    Random random = new Random(7);
    double price = 40_000;
    for (int t = 0; t < BARS; t++) {
      double open = price;
      price *= Math.exp(0.01 * random.nextGaussian());
      close[t] = price;
      high[t] = Math.max(open, price) * (1 + 0.002 * random.nextDouble());
      low[t] = Math.min(open, price) * (1 - 0.002 * random.nextDouble());
      volume[t] = t % 50 == 17 ? 0 : 100 * Math.exp(random.nextGaussian());
      notional[t] = volume[t] * (high[t] + low[t]) / 2;
      signed[t] = volume[t] * (2 * random.nextDouble() - 1);
    }
  }

  @Test
  void returnsAreTheCloseAgainstAnEarlierClose() {
    check("log_return", 1, t -> Math.log(close[t] / close[t - 1]));
    check("return(1)", 1, t -> close[t] / close[t - 1] - 1);
    check("return(6)", 6, t -> close[t] / close[t - 6] - 1);
    check("return(24)", 24, t -> close[t] / close[t - 24] - 1);
  }

  @Test
  void realisedVolatilityIsTheRootMeanSquareOfReturnsOverAYearOf8760Hours() {
    check(
        "realised_vol(24)",
        24,
        t -> Math.sqrt(8760 * mean(t, 24, i -> Math.pow(Math.log(close[i] / close[i - 1]), 2))));
  }

  @Test
  void rsiIsWildersSmoothingSeededWithPlainMeans() {
    check(
        "rsi(14)",
        14,
        t -> {
          double gain = 0;
          double loss = 0;
          for (int i = 1; i <= t; i++) {
            double change = close[i] - close[i - 1];
            double weight = i <= 14 ? 1.0 / i : 1.0 / 14;
            gain = gain * (1 - weight) + Math.max(change, 0) * weight;
            loss = loss * (1 - weight) + Math.max(-change, 0) * weight;
          }
          return 100 - 100 / (1 + gain / loss);
        });
  }

  @Test
  void macdAndItsSignalStartWithPlainMeans() {
    check("macd(12,26,9)", 25, t -> macd(t) / close[t]);
    check(
        "macd_signal(12,26,9)",
        33,
        t -> {
          double line = mean(33, 9, this::macd);
          for (int i = 34; i <= t; i++) {
            line += (macd(i) - line) * 2 / 10;
          }
          return line / close[t];
        });
  }

  @Test
  void bollingerUsesPopulationDeviationsOfTwenty() {
    check("bollinger_position(20)", 19, t -> (close[t] - mean(t, 20)) / (2 * deviation(t, 20)));
    check("bollinger_width(20)", 19, t -> 4 * deviation(t, 20) / mean(t, 20));
  }

  @Test
  void atrIsWildersSmoothingOfTheTrueRange() {
    check(
        "atr(14)",
        14,
        t -> {
          double average = mean(14, 14, this::trueRange);
          for (int i = 15; i <= t; i++) {
            average = (13 * average + trueRange(i)) / 14;
          }
          return average / close[t];
        });
  }

  @Test
  void volumeFeaturesAreTheirFormulas() {
    check(
        "vwap_distance(24)",
        23,
        t -> close[t] / (mean(t, 24, i -> notional[i]) / mean(t, 24, i -> volume[i])) - 1);
    check(
        "volume_zscore(24)",
        24,
        t -> {
          double mean = mean(t - 1, 24, i -> volume[i]);
          double variance = mean(t - 1, 24, i -> Math.pow(volume[i] - mean, 2));
          return (volume[t] - mean) / Math.sqrt(variance);
        });
    check("signed_volume", 0, t -> volume[t] == 0 ? 0 : signed[t] / volume[t]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "realised_vol(24)", "bollinger_width(20)", "volume_zscore(24)", "obv(5)", "cmf(5)",
        "volume_delta(5)", "volume_share(5)", "trade_intensity(5)", "amihud(5)", "kyle_lambda(5)",
        "roll_spread(5)", "rsi(14)", "mfi(5)"
      })
  void aMarketThatDoesNotMoveGivesFiniteValues(String name) {
    FeatureSet set = new FeatureSet(List.of(name), HOUR);
    double[] cells = new double[set.cells()];
    double[] out = new double[1];
    Bar bar = new Bar();
    for (int t = 0; t < 100; t++) {
      bar.flat(t * HOUR, 0.00005);
      set.values(cells, bar, t * HOUR, out);
      set.close(cells, bar, t * HOUR);
    }
    assertThat(out[0]).isEqualTo(name.startsWith("rsi") || name.startsWith("mfi") ? 50 : 0);
  }

  @Test
  void aRollingSumHasNotDriftedAfterAMillionUpdates() {
    FeatureSet set = new FeatureSet(List.of("volume_zscore(24)"), HOUR);
    double[] cells = new double[set.cells()];
    double[] out = new double[1];
    double[] volumes = new double[1_000_000];
    Random random = new Random(11);
    Bar bar = new Bar();
    for (int t = 0; t < volumes.length; t++) {
      volumes[t] = Math.exp(8 * random.nextGaussian());
      bar.flat(t, 100);
      bar.candle(100, 100, 100, 100, volumes[t]);
      set.values(cells, bar, t, out);
      set.close(cells, bar, t);
    }
    int last = volumes.length - 1;
    double mean = mean(last - 1, 24, i -> volumes[i]);
    double variance = mean(last - 1, 24, i -> Math.pow(volumes[i] - mean, 2));
    assertThat(out[0]).isCloseTo((volumes[last] - mean) / Math.sqrt(variance), within(1e-9));
  }

  private void check(String name, int warmUp, IntToDoubleFunction formula) {
    FeatureSet set = new FeatureSet(List.of(name), HOUR);
    assertThat(set.warmUp()).as(name + " declared warm-up").isEqualTo(warmUp);
    double[] cells = new double[set.cells()];
    double[] out = new double[1];
    Bar bar = new Bar();
    for (int t = 0; t < BARS; t++) {
      bar.flat(t * HOUR, close[t]);
      bar.high = high[t];
      bar.low = low[t];
      bar.volume = volume[t];
      bar.notional = notional[t];
      bar.signedVolume = signed[t];
      set.values(cells, bar, t * HOUR, out);
      if (t < warmUp) {
        assertThat(out[0]).as(name + " at " + t).isNaN();
      } else {
        double expected = formula.applyAsDouble(t);
        assertThat(out[0])
            .as(name + " at " + t)
            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
      }
      set.close(cells, bar, t * HOUR);
    }
  }

  private double macd(int t) {
    return ema(t, 12, 25) - ema(t, 26, 25);
  }

  /** Seeded with the mean of the n closes that end at {@code seed}. */
  private double ema(int t, int n, int seed) {
    double average = mean(seed, n);
    for (int i = seed + 1; i <= t; i++) {
      average += (close[i] - average) * 2 / (n + 1);
    }
    return average;
  }

  private double trueRange(int t) {
    return Math.max(
        high[t] - low[t],
        Math.max(Math.abs(high[t] - close[t - 1]), Math.abs(low[t] - close[t - 1])));
  }

  private double mean(int t, int n) {
    return mean(t, n, i -> close[i]);
  }

  private static double mean(int t, int n, IntToDoubleFunction x) {
    return IntStream.rangeClosed(t - n + 1, t).mapToDouble(x).sum() / n;
  }

  private double deviation(int t, int n) {
    double mean = mean(t, n);
    return Math.sqrt(mean(t, n, i -> Math.pow(close[i] - mean, 2)));
  }
}
