package io.tidemark.backtest.metric;

import static io.tidemark.backtest.metric.MeasuredValues.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnMeasuresTest {

  private static final double[] CAME = {0.02, -0.01, 0.03, 0.00};

  @Test
  void fourRowsHaveTheValuesThatAHandFinds() {
    double[] said = {0.01, 0.01, 0.01, -0.01};
    List<Measure> all = new ReturnMeasures(CAME, said).all();
    double squares = (0.0001 + 0.0004 + 0.0004 + 0.0001) / 4;
    assertThat(value(all, "rmse", 4)).isCloseTo(Math.sqrt(squares), within(1e-12));
    double zero = (0.0004 + 0.0001 + 0.0009) / 4;
    assertThat(value(all, "r2Zero", 4)).isCloseTo(1 - squares / zero, within(1e-12));
    assertThat(value(all, "r2TestMean", 4))
        .isCloseTo(1 - squares / (zero - 0.01 * 0.01), within(1e-12));
    assertThat(value(all, "directionalAccuracy", 4)).isEqualTo(0.75);
    assertThat(value(all, "alwaysUp", 4)).isEqualTo(0.5);
    assertThat(value(all, "accuracyOverAlwaysUp", 4)).isEqualTo(0.25);
  }

  @Test
  void theTestMeanExplainsNothingOfItsOwn() {
    double[] mean = {0.01, 0.01, 0.01, 0.01};
    List<Measure> all = new ReturnMeasures(CAME, mean).all();
    assertThat(value(all, "r2TestMean", 4)).isCloseTo(0, within(1e-12));
    assertThat(value(all, "r2Zero", 4)).isGreaterThan(0.2);
  }

  @Test
  void quantilesAreHeldAgainstTheShareBelowThemAndBetweenThem() {
    double[] low = {-0.02, -0.02, -0.02, 0.01};
    double[] high = {0.02, 0.02, 0.02, 0.02};
    ReturnMeasures measures = new ReturnMeasures(CAME, new double[4]);
    assertThat(value(List.of(measures.below(low, "q05", 0.05)), "below.q05", 4)).isEqualTo(0.25);
    assertThat(value(List.of(measures.coverage(low, high, "")), "coverage", 4)).isEqualTo(0.5);
  }
}
