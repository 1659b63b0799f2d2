package io.tidemark.core.feature;

import static io.tidemark.core.feature.SampleBars.largest;
import static io.tidemark.core.feature.SampleBars.least;
import static io.tidemark.core.feature.SampleBars.mean;
import static io.tidemark.core.feature.SampleBars.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each statistic and each volatility equals its formula, restated over whole arrays. */
class StatisticsFormulaTest {

  private final SampleBars bars = new SampleBars(22, 400);

  @ParameterizedTest
  @ValueSource(strings = {"open", "high", "low", "close"})
  void momentsOfPricesAreFractionsOfTheClose(String word) {
    IntToDoubleFunction x = column(word);
    bars.check("mean(" + word + ",20)", 19, t -> mean(t, 20, x) / bars.close[t] - 1);
    bars.check(
        "variance(" + word + ",20)",
        19,
        t -> moment(t, 20, 2, x) / (bars.close[t] * bars.close[t]));
    bars.check("stdev(" + word + ",20)", 19, t -> Math.sqrt(moment(t, 20, 2, x)) / bars.close[t]);
  }

  @ParameterizedTest
  @CsvSource({"volume,0", "notional,0", "log_return,1", "range,0"})
  void momentsOfTheOtherColumnsAreInTheColumnsUnit(String word, int lag) {
    IntToDoubleFunction x = column(word);
    bars.check("mean(" + word + ",20)", 19 + lag, t -> mean(t, 20, x));
    bars.check("mean(" + word + ",1)", lag, x);
    bars.check("variance(" + word + ",20)", 19 + lag, t -> moment(t, 20, 2, x));
    bars.check("stdev(" + word + ",20)", 19 + lag, t -> Math.sqrt(moment(t, 20, 2, x)));
  }

  @ParameterizedTest
  @CsvSource({
    "open,0",
    "high,0",
    "low,0",
    "close,0",
    "volume,0",
    "notional,0",
    "log_return,1",
    "range,0"
  })
  void whatHasNoUnitIsTheSameForEveryColumn(String word, int lag) {
    IntToDoubleFunction x = column(word);
    bars.check(
        "skew(" + word + ",20)",
        19 + lag,
        t -> moment(t, 20, 3, x) / Math.pow(moment(t, 20, 2, x), 1.5));
    bars.check(
        "kurt(" + word + ",20)",
        19 + lag,
        t -> moment(t, 20, 4, x) / Math.pow(moment(t, 20, 2, x), 2) - 3);
    bars.check(
        "zscore(" + word + ",20)",
        20 + lag,
        t -> (x.applyAsDouble(t) - mean(t - 1, 20, x)) / Math.sqrt(moment(t - 1, 20, 2, x)));
    bars.check(
        "percent_rank(" + word + ",20)",
        20 + lag,
        t -> mean(t - 1, 20, i -> (1 - Math.signum(x.applyAsDouble(i) - x.applyAsDouble(t))) / 2));
    bars.check(
        "minmax(" + word + ",20)",
        19 + lag,
        t -> {
          double middle = (largest(t, 20, x) + least(t, 20, x)) / 2;
          return (x.applyAsDouble(t) - middle) / (largest(t, 20, x) - middle);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "high", "low", "close", "volume", "notional"})
  void aChangeIsAgainstTheFirstOfItsWindow(String word) {
    IntToDoubleFunction x = column(word);
    bars.check(
        "window_change(" + word + ",20)",
        19,
        t -> {
          double first = x.applyAsDouble(t - 19);
          return first == 0 ? 0 : (x.applyAsDouble(t) - first) / first;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"volume", "notional", "range", "close"})
  void theLogarithmicScaleKeepsZero(String word) {
    bars.check("log_scale(" + word + ")", 0, t -> Math.log1p(column(word).applyAsDouble(t)));
  }

  @Test
  void columnsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> FeatureCatalog.feature("log_scale(log_return)", SampleBars.HOUR))
        .hasMessageContaining(
            "column is 'log_return', it must be one of open, high, low, close, volume, notional,"
                + " range");
    assertThatThrownBy(() -> FeatureCatalog.feature("window_change(range,5)", SampleBars.HOUR))
        .hasMessageContaining("it must be one of open, high, low, close, volume, notional");
  }

  @Test
  void theScoreOfTheVolumeIsTheOneThatHasANameOfItsOwn() {
    double[] named = bars.values("volume_zscore(24)");
    bars.check("zscore(volume,24)", 24, t -> named[t]);
  }

  @Test
  void volatilityFromRangesIsParkinsonsAndGarmanAndKlasss() {
    bars.check(
        "parkinson(24)",
        23,
        t -> Math.sqrt(8760 * mean(t, 24, i -> Math.pow(logRange(i), 2)) / (4 * Math.log(2))));
    bars.check("garman_klass(24)", 23, t -> Math.sqrt(8760 * mean(t, 24, this::garmanKlass)));
    bars.check("garman_klass(1)", 0, t -> Math.sqrt(8760 * garmanKlass(t)));
  }

  @Test
  void bipowerVariationIsThatOfNeighbouringReturns() {
    bars.check("bipower(24)", 24, t -> Math.sqrt(8760 * bipower(t, 24)));
    bars.check("bipower(2)", 2, t -> Math.sqrt(8760 * bipower(t, 2)));
    bars.check("jump_share(24)", 24, t -> jumpShare(t, 24));
    bars.check("jump_share(2)", 2, t -> jumpShare(t, 2));
  }

  @Test
  void oneJumpMovesTheRealisedVolatilityAndNotTheBipower() {
    for (int t = 200; t < bars.size; t++) {
      bars.open[t] *= t == 200 ? 1 : 1.2;
      bars.high[t] *= 1.2;
      bars.low[t] *= t == 200 ? 1 : 1.2;
      bars.close[t] *= 1.2;
    }
    assertThat(bars.values("realised_vol(48)")[210] / bars.values("realised_vol(48)")[199])
        .isGreaterThan(2.5);
    assertThat(bars.values("bipower(48)")[210] / bars.values("bipower(48)")[199]).isLessThan(1.5);
    assertThat(bars.values("jump_share(48)")[210]).isGreaterThan(0.7);
  }

  @Test
  void exponentiallyWeightedVolatilityStartsWithAPlainMean() {
    bars.check(
        "ewma_vol(32)",
        32,
        t -> {
          double average = mean(32, 32, i -> Math.pow(bars.logReturn(i), 2));
          for (int i = 33; i <= t; i++) {
            average = average * 31 / 33 + Math.pow(bars.logReturn(i), 2) * 2 / 33;
          }
          return Math.sqrt(8760 * average);
        });
  }

  private double logRange(int t) {
    return Math.log(bars.high[t] / bars.low[t]);
  }

  private double garmanKlass(int t) {
    return 0.5 * Math.pow(logRange(t), 2)
        - (2 * Math.log(2) - 1) * Math.pow(Math.log(bars.close[t] / bars.open[t]), 2);
  }

  private double bipower(int t, int n) {
    return Math.PI
        / 2
        * mean(t, n - 1, i -> Math.abs(bars.logReturn(i)) * Math.abs(bars.logReturn(i - 1)));
  }

  private double jumpShare(int t, int n) {
    double realised = mean(t, n, i -> Math.pow(bars.logReturn(i), 2));
    return realised == 0 ? 0 : Math.max(0, 1 - bipower(t, n) / realised);
  }

  private IntToDoubleFunction column(String word) {
    return switch (word) {
      case "open" -> t -> bars.open[t];
      case "high" -> t -> bars.high[t];
      case "low" -> t -> bars.low[t];
      case "close" -> t -> bars.close[t];
      case "volume" -> t -> bars.volume[t];
      case "notional" -> t -> bars.notional[t];
      case "log_return" -> bars::logReturn;
      case "range" -> t -> (bars.high[t] - bars.low[t]) / bars.close[t];
      default -> throw new AssertionError(word);
    };
  }
}
