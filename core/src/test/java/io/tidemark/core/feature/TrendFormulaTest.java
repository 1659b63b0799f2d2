package io.tidemark.core.feature;

import static io.tidemark.core.feature.SampleBars.largest;
import static io.tidemark.core.feature.SampleBars.least;
import static io.tidemark.core.feature.SampleBars.mean;
import static io.tidemark.core.feature.SampleBars.moment;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Each feature of the trend equals its formula, restated over whole arrays. */
class TrendFormulaTest {

  private final SampleBars bars = new SampleBars(21, 400);

  @Test
  void aLogReturnOverSeveralBarsIsTheLogarithmOfTheirRatio() {
    bars.check("log_return(6)", 6, t -> Math.log(bars.close[t] / bars.close[t - 6]));
  }

  @Test
  void distancesAreFromThePlainAndTheExponentialMean() {
    bars.check("sma_distance(20)", 19, t -> bars.close[t] / mean(t, 20, i -> bars.close[i]) - 1);
    bars.check(
        "ema_distance(20)",
        19,
        t -> {
          double average = mean(19, 20, i -> bars.close[i]);
          for (int i = 20; i <= t; i++) {
            average += (bars.close[i] - average) * 2 / 21;
          }
          return bars.close[t] / average - 1;
        });
  }

  @Test
  void cutlersRsiIsMadeOfPlainMeans() {
    bars.check(
        "rsi_simple(14)",
        14,
        t -> {
          double gain = mean(t, 14, i -> Math.max(bars.close[i] - bars.close[i - 1], 0));
          double loss = mean(t, 14, i -> Math.max(bars.close[i - 1] - bars.close[i], 0));
          return 100 - 100 / (1 + gain / loss);
        });
  }

  @Test
  void theStochasticOscillatorIsFiftyWhereThereIsNoRange() {
    bars.check("stochastic_k(14)", 13, t -> stochastic(t, 14));
    bars.check("stochastic_k(3)", 2, t -> stochastic(t, 3));
    bars.check("stochastic_k(1)", 0, t -> stochastic(t, 1));
    bars.check("stochastic_d(14,3)", 15, t -> mean(t, 3, i -> stochastic(i, 14)));
  }

  @Test
  void theDonchianChannelIsThatOfTheBarsBefore() {
    bars.check("donchian_position(20)", 20, t -> donchian(t, 20));
    bars.check("donchian_position(2)", 2, t -> donchian(t, 2));
  }

  @Test
  void directionalMovementStartsWithPlainMeansAsEveryWilderAverageHere() {
    bars.check("plus_di(14)", 14, t -> 100 * wilder(t, 1, this::up) / wilder(t, 1, this::range));
    bars.check("minus_di(14)", 14, t -> 100 * wilder(t, 1, this::down) / wilder(t, 1, this::range));
    bars.check("adx(14)", 27, t -> wilder(t, 14, this::index));
  }

  @Test
  void theRegressionsSlopeIsAFractionOfTheCloseAndItsFitIsAShareOfTheVariance() {
    bars.check("linreg_slope(20)", 19, t -> covariance(t, 20) / numbers(20) / bars.close[t]);
    bars.check("linreg_slope(2)", 1, t -> (bars.close[t] - bars.close[t - 1]) / bars.close[t]);
    bars.check("linreg_r2(20)", 19, t -> fit(t, 20));
    bars.check("linreg_r2(5)", 4, t -> fit(t, 5));
  }

  @Test
  void theCommodityChannelIndexIsInMeanAbsoluteDistances() {
    bars.check("cci(20)", 19, t -> commodityChannel(t, 20));
    bars.check("cci(3)", 2, t -> commodityChannel(t, 3));
  }

  private double commodityChannel(int t, int n) {
    double mean = mean(t, n, this::typical);
    double distance = mean(t, n, i -> Math.abs(typical(i) - mean));
    return distance < 1e-12 ? 0 : (typical(t) - mean) / 0.015 / distance;
  }

  private double typical(int t) {
    return (bars.high[t] + bars.low[t] + bars.close[t]) / 3;
  }

  private double stochastic(int t, int n) {
    double low = least(t, n, i -> bars.low[i]);
    double high = largest(t, n, i -> bars.high[i]);
    return high == low ? 50 : 100 * (bars.close[t] - low) / (high - low);
  }

  private double donchian(int t, int n) {
    double low = least(t - 1, n, i -> bars.low[i]);
    double high = largest(t - 1, n, i -> bars.high[i]);
    return high == low ? 0 : (bars.close[t] - (high + low) / 2) / ((high - low) / 2);
  }

  /** Wilder's average of 14 numbers; the first is x(first). */
  private static double wilder(int t, int first, IntToDoubleFunction x) {
    double average = mean(first + 13, 14, x);
    for (int i = first + 14; i <= t; i++) {
      average = (13 * average + x.applyAsDouble(i)) / 14;
    }
    return average;
  }

  private double range(int t) {
    return bars.trueRange(t);
  }

  private double up(int t) {
    double up = bars.high[t] - bars.high[t - 1];
    double down = bars.low[t - 1] - bars.low[t];
    return up > down && up > 0 ? up : 0;
  }

  private double down(int t) {
    double up = bars.high[t] - bars.high[t - 1];
    double down = bars.low[t - 1] - bars.low[t];
    return down > up && down > 0 ? down : 0;
  }

  private double index(int t) {
    double up = wilder(t, 1, this::up);
    double down = wilder(t, 1, this::down);
    return 100 * Math.abs(up - down) / (up + down);
  }

  private double covariance(int t, int n) {
    double number = mean(t, n, i -> i);
    double close = mean(t, n, i -> bars.close[i]);
    return mean(t, n, i -> (i - number) * (bars.close[i] - close));
  }

  private double fit(int t, int n) {
    return Math.pow(covariance(t, n), 2) / numbers(n) / moment(t, n, 2, i -> bars.close[i]);
  }

  private static double numbers(int n) {
    return moment(n, n, 2, i -> i);
  }
}
