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

/** Each feature of what was traded equals its formula, restated over whole arrays. */
class FlowFeatureTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int BARS = 400;

  private final Bar[] bars = new Bar[BARS];

  FlowFeatureTest() {
    Random random = new Random(23);
    double price = 40_000;
    for (int t = 0; t < BARS; t++) {
      Bar bar = new Bar();
      bar.flat(t * HOUR, price);
      boolean silent = t % 40 > 35;
      if (!silent) {
        price *= Math.exp(0.01 * random.nextGaussian());
        bar.close = price;
        bar.high = Math.max(bar.open, price) * (1 + 0.002 * random.nextDouble());
        bar.low = Math.min(bar.open, price) * (1 - 0.002 * random.nextDouble());
        bar.volume = 100 * Math.exp(random.nextGaussian());
        bar.notional = bar.volume * (bar.high + bar.low) / 2;
        bar.signedVolume = bar.volume * (2 * random.nextDouble() - 1);
        bar.updates = 1L + random.nextInt(500);
        bar.buys = random.nextInt((int) bar.updates);
        bar.sells = random.nextInt((int) (bar.updates - bar.buys));
      }
      bars[t] = bar;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 14})
  void flowsOfVolumeAreTheirFormulas(int n) {
    check(
        "obv(" + n + ")",
        n,
        t ->
            ratio(
                sum(t, n, i -> Math.signum(bars[i].close - bars[i - 1].close) * bars[i].volume),
                sum(t, n, i -> bars[i].volume)));
    check(
        "mfi(" + n + ")",
        n,
        t -> {
          double up = sum(t, n, i -> typical(i) > typical(i - 1) ? typical(i) * volume(i) : 0);
          double down = sum(t, n, i -> typical(i) < typical(i - 1) ? typical(i) * volume(i) : 0);
          return up + down == 0 ? 50 : 100 - 100 * down / (up + down);
        });
    check("cmf(" + n + ")", n - 1, t -> ratio(sum(t, n, this::moneyFlow), sum(t, n, this::volume)));
    check(
        "volume_delta(" + n + ")",
        n - 1,
        t -> ratio(sum(t, n, i -> bars[i].signedVolume), sum(t, n, this::volume)));
    check(
        "trade_sign_imbalance(" + n + ")",
        n - 1,
        t ->
            ratio(
                sum(t, n, i -> (double) bars[i].buys - bars[i].sells),
                sum(t, n, i -> (double) bars[i].buys + bars[i].sells)));
    check("volume_share(" + n + ")", n - 1, t -> ratio(volume(t), sum(t, n, this::volume)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 24})
  void tradeIntensityHoldsThisBarAgainstTheMeanBefore(int n) {
    check(
        "trade_intensity(" + n + ")",
        n,
        t ->
            Math.log(
                (1.0 + bars[t].updates) / (1 + sum(t - 1, n, i -> (double) bars[i].updates) / n)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 24})
  void averageTradeSizeHoldsThisBarsTradesAgainstThoseBefore(int n) {
    check(
        "average_trade_size(" + n + ")",
        n,
        t -> {
          double volume = sum(t - 1, n, this::volume);
          double trades = sum(t - 1, n, i -> (double) bars[i].updates);
          return trades == 0 || bars[t].updates == 0
              ? 0
              : Math.log(volume(t) / bars[t].updates * trades / volume);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "volume_delta(3)",
        "trade_sign_imbalance(3)",
        "trade_intensity(2)",
        "average_trade_size(2)",
        "kyle_lambda(3)"
      })
  void whatACandleDoesNotSayIsMissingUntilTheLastOneHasLeft(String name) {
    FeatureSet set = new FeatureSet(List.of(name), HOUR);
    double[] cells = new double[set.cells()];
    double[] out = new double[1];
    Bar candle = new Bar();
    for (int t = 0; t < 35; t++) {
      boolean ofCandle = t % 10 == 9;
      candle.flat(t * HOUR, 100);
      candle.candle(100, 101, 99, 100, 5);
      Bar bar = ofCandle ? candle : bars[t];
      set.values(cells, bar, t * HOUR, out);
      boolean near = t >= 9 && t % 10 != 2 && (t % 10 == 9 || t % 10 < 2);
      if (near) {
        assertThat(out[0]).as(name + " at " + t).isNaN();
      } else if (t > 3) {
        assertThat(out[0]).as(name + " at " + t).isFinite();
      }
      set.close(cells, bar, t * HOUR);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 24})
  void amihudIsTheMeanPriceOfAMillionOverTheBarsThatTraded(int n) {
    check(
        "amihud(" + n + ")",
        n,
        t -> {
          int[] traded =
              IntStream.rangeClosed(t - n + 1, t).filter(i -> bars[i].notional > 0).toArray();
          return IntStream.of(traded)
              .mapToDouble(i -> 1e6 * Math.abs(change(i)) / bars[i].notional)
              .average()
              .orElse(0);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 24})
  void kyleLambdaIsTheSlopeOfReturnsOverSignedNotional(int n) {
    IntToDoubleFunction flow =
        i -> volume(i) == 0 ? 0 : bars[i].signedVolume * bars[i].notional / volume(i) / 1e6;
    check(
        "kyle_lambda(" + n + ")",
        n,
        t -> {
          double spread = covariance(t, n, flow, flow);
          return spread == 0 ? 0 : covariance(t, n, flow, this::change) / spread;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 24})
  void rollSpreadIsWhatBouncingReturnsTellOfTheSpread(int n) {
    check(
        "roll_spread(" + n + ")",
        n + 1,
        t -> {
          double together = covariance(t, n, this::change, i -> change(i - 1));
          return together < 0 ? 2 * Math.sqrt(-together) : 0;
        });
  }

  @Test
  void aPriceThatBouncesBetweenBidAndAskHasTheirDistanceAsItsRollSpread() {
    FeatureSet set = new FeatureSet(List.of("roll_spread(2000)"), HOUR);
    double[] cells = new double[set.cells()];
    double[] out = new double[1];
    Random random = new Random(5);
    Bar bar = new Bar();
    for (int t = 0; t < 2_100; t++) {
      bar.flat(t * HOUR, random.nextBoolean() ? 100.05 : 99.95);
      set.values(cells, bar, t * HOUR, out);
      set.close(cells, bar, t * HOUR);
    }
    assertThat(out[0]).isCloseTo(0.001, within(0.0001));
  }

  @Test
  void aHugeBarLeavesNothingBehindWhenItHasLeftTheWindow() {
    FeatureSet set = new FeatureSet(List.of("cmf(8)", "kyle_lambda(8)", "amihud(8)"), HOUR);
    double[] huge = lastOf(set, 1e18);
    assertThat(huge).containsExactly(lastOf(set, 1));
  }

  private double[] lastOf(FeatureSet set, double factor) {
    double[] cells = new double[set.cells()];
    double[] out = new double[set.size()];
    Bar bar = new Bar();
    for (int t = 0; t < 30; t++) {
      Bar of = bars[t];
      bar.flat(t * HOUR, of.close);
      bar.high = of.high;
      bar.low = of.low;
      double by = t == 18 ? factor : 1;
      bar.volume = of.volume * by;
      bar.signedVolume = of.signedVolume * by;
      bar.notional = of.notional * by;
      set.values(cells, bar, t * HOUR, out);
      set.close(cells, bar, t * HOUR);
    }
    return out;
  }

  private void check(String name, int warmUp, IntToDoubleFunction formula) {
    FeatureSet set = new FeatureSet(List.of(name), HOUR);
    assertThat(set.names()).containsExactly(name);
    assertThat(set.warmUp()).as(name + " declared warm-up").isEqualTo(warmUp);
    double[] cells = new double[set.cells() + 1];
    cells[set.cells()] = 1234.5;
    double[] out = new double[1];
    for (int t = 0; t < BARS; t++) {
      set.values(cells, bars[t], t * HOUR, out);
      if (t < warmUp) {
        assertThat(out[0]).as(name + " at " + t).isNaN();
      } else {
        double expected = formula.applyAsDouble(t);
        assertThat(out[0])
            .as(name + " at " + t)
            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
      }
      set.close(cells, bars[t], t * HOUR);
    }
    assertThat(cells[set.cells()]).as("beyond its cells").isEqualTo(1234.5);
  }

  private double typical(int i) {
    return (bars[i].high + bars[i].low + bars[i].close) / 3;
  }

  private double volume(int i) {
    return bars[i].volume;
  }

  private double change(int i) {
    return Math.log(bars[i].close / bars[i - 1].close);
  }

  private double moneyFlow(int i) {
    Bar bar = bars[i];
    double up = bar.close - bar.low;
    double down = bar.high - bar.close;
    return up + down == 0 ? 0 : (up - down) / (up + down) * bar.volume;
  }

  private static double ratio(double above, double below) {
    return below == 0 ? 0 : above / below;
  }

  private static double sum(int t, int n, IntToDoubleFunction x) {
    return IntStream.rangeClosed(t - n + 1, t).mapToDouble(x).sum();
  }

  private static double covariance(int t, int n, IntToDoubleFunction x, IntToDoubleFunction y) {
    double meanX = sum(t, n, x) / n;
    double meanY = sum(t, n, y) / n;
    return sum(t, n, i -> (x.applyAsDouble(i) - meanX) * (y.applyAsDouble(i) - meanY)) / n;
  }
}
