package io.tidemark.backtest.metric;

import static io.tidemark.backtest.metric.MeasuredValues.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class VolatilityMeasuresTest {

  private static final double[] CAME = {0.2, 0.4, 0.8};

  @Test
  void aForecastThatIsRightHasNoLossAndAllOfTheVariance() {
    List<Measure> all = new VolatilityMeasures(CAME, CAME, null).all();
    assertThat(value(all, "qlike", 3)).isZero();
    assertThat(value(all, "r2TestMean", 3)).isEqualTo(1);
    assertThat(value(all, "rmse", 3)).isZero();
  }

  @Test
  void aForecastOfHalfTheVolatilityHasTheLossOfAQuarterOfTheVariance() {
    double[] half = {0.1, 0.2, 0.4};
    List<Measure> all = new VolatilityMeasures(CAME, half, null).all();
    assertThat(value(all, "qlike", 3)).isCloseTo(4 - Math.log(4) - 1, within(1e-12));
    // log variances are a, a + 2 log 2, a + 4 log 2: each is off by 2 log 2
    assertThat(value(all, "r2TestMean", 3)).isCloseTo(1 - 3 * 1.0 / (1 + 0 + 1), within(1e-12));
  }

  @Test
  void harIsShownBesideOnlyWhereThereIsOne() {
    double[] mean = {0.4, 0.4, 0.4};
    assertThat(new VolatilityMeasures(CAME, CAME, null).all())
        .extracting(Measure::key)
        .doesNotContain("harQlike", "harR2TestMean", "qlikeUnderHar");
    List<Measure> all = new VolatilityMeasures(CAME, CAME, mean).all();
    assertThat(value(all, "harR2TestMean", 3)).isCloseTo(0, within(1e-12));
    double loss = ((0.25 - Math.log(0.25) - 1) + 0 + (4 - Math.log(4) - 1)) / 3;
    assertThat(value(all, "harQlike", 3)).isCloseTo(loss, within(1e-12));
    assertThat(value(all, "qlikeUnderHar", 3)).isCloseTo(loss, within(1e-12));
  }

  @Test
  void aForecastOfNothingHasALossThatIsFinite() {
    List<Measure> all = new VolatilityMeasures(CAME, new double[3], null).all();
    assertThat(value(all, "qlike", 3)).isFinite().isGreaterThan(1e6);
  }
}
