package io.tidemark.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorTest {

  private static final long HOUR = 3_600_000_000L;

  private final List<Bar> bars = bars(400);

  @ParameterizedTest
  @ValueSource(
      strings = {"rsi(14)", "realised_vol(24)", "vwap_distance(24)", "macd(12,26,9)", "atr(14)"})
  void itAnswersTheBitsThatTheFeatureSetAnswers(String name) {
    Indicator indicator = Indicator.feature(name, HOUR);
    FeatureSet set = new FeatureSet(List.of("signed_volume", name), HOUR);
    double[] alone = new double[indicator.cells()];
    double[] among = new double[set.cells()];
    double[] out = new double[2];
    for (Bar bar : bars) {
      set.values(among, bar, 0, out);
      set.close(among, bar, 0);
      assertThat(Double.doubleToLongBits(indicator.step(alone, bar)))
          .isEqualTo(Double.doubleToLongBits(out[1]));
    }
    assertThat(out[1]).isFinite();
  }

  @Test
  void theExponentialAverageStartsWithAPlainMean() {
    Indicator ema = Indicator.ema(3);
    double[] cells = new double[ema.cells()];
    double[] x = {-4, 10, 3, 7, 8};
    double[] expected = {Double.NaN, Double.NaN, 3, 5, 6.5};
    for (int i = 0; i < x.length; i++) {
      assertThat(ema.step(cells, x[i])).isEqualTo(expected[i], within(1e-15));
    }
  }

  @Test
  void theZScoreIsHeldAgainstTheNumbersBefore() {
    Indicator zScore = Indicator.zScore(4);
    double[] cells = new double[zScore.cells()];
    for (double x : new double[] {-1, 1, -1, 1}) {
      assertThat(zScore.step(cells, x)).isNaN();
    }
    assertThat(zScore.step(cells, -3)).isEqualTo(-3, within(1e-12));
  }

  @Test
  void theAveragePriceIsWeightedByVolumeOverNBars() {
    Indicator vwap = Indicator.vwap(24);
    double[] cells = new double[vwap.cells()];
    for (int t = 0; t < bars.size(); t++) {
      double value = vwap.step(cells, bars.get(t));
      if (t < 23) {
        assertThat(value).isNaN();
      } else {
        List<Bar> window = bars.subList(t - 23, t + 1);
        double notional = window.stream().mapToDouble(bar -> bar.notional).sum();
        double volume = window.stream().mapToDouble(bar -> bar.volume).sum();
        assertThat(value).isEqualTo(notional / volume, within(1e-9 * value));
      }
    }
  }

  @Test
  void withoutTradesTheAveragePriceIsTheClose() {
    Indicator vwap = Indicator.vwap(2);
    double[] cells = new double[vwap.cells()];
    assertThat(vwap.step(cells, 100)).isNaN();
    assertThat(vwap.step(cells, 110)).isEqualTo(110);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -1, -0.0})
  void whatIsNoPriceIsNotTakenIn(double notAPrice) {
    Indicator rsi = Indicator.feature("rsi(2)", HOUR);
    double[] cells = new double[rsi.cells()];
    rsi.step(cells, 100);
    rsi.step(cells, 102);
    double[] before = cells.clone();
    assertThat(rsi.step(cells, notAPrice)).isNaN();
    assertThat(Arrays.equals(cells, before)).isTrue();
  }

  @Test
  void aFeatureOfTheSurroundingsIsRefused() {
    assertThatThrownBy(() -> Indicator.feature("funding", HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'funding' does not look at bars");
  }

  @Test
  void aLengthBeyondItsLimitsIsRefused() {
    assertThatThrownBy(() -> Indicator.ema(0)).hasMessageContaining("between 1 and 10000");
    assertThatThrownBy(() -> Indicator.vwap(1)).hasMessageContaining("between 2 and 10000");
    assertThatThrownBy(() -> Indicator.zScore(10_001)).hasMessageContaining("between 1 and 10000");
  }

  private static List<Bar> bars(int count) {
    Random random = new Random(11);
    Bar[] bars = new Bar[count];
    double price = 40_000;
    for (int t = 0; t < count; t++) {
      Bar bar = new Bar();
      double open = price;
      price *= Math.exp(0.01 * random.nextGaussian());
      bar.flat(t * HOUR, open);
      bar.candle(
          open,
          Math.max(open, price) * 1.001,
          Math.min(open, price) * 0.999,
          price,
          100 * Math.exp(random.nextGaussian()));
      bars[t] = bar;
    }
    return List.of(bars);
  }
}
