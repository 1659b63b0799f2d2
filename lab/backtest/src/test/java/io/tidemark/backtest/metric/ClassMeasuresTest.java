package io.tidemark.backtest.metric;

import static io.tidemark.backtest.metric.MeasuredValues.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassMeasuresTest {

  @Test
  void threeRowsHaveTheValuesThatAHandFinds() {
    double[][] said = {{0.5, 0.3, 0.2}, {0.1, 0.8, 0.1}, {0.4, 0.4, 0.2}};
    ClassMeasures measures = new ClassMeasures(said, new int[] {0, 1, 1});
    List<Measure> all = measures.all();
    assertThat(value(all, "accuracy", 3)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(value(all, "largestClass", 3)).isCloseTo(2 / 3.0, within(1e-12));
    double loss = -(Math.log(0.5) + Math.log(0.8) + Math.log(0.4)) / 3;
    assertThat(value(all, "logLoss", 3)).isCloseTo(loss, within(1e-12));
    double base = -(Math.log(1 / 3.0) + 2 * Math.log(2 / 3.0)) / 3;
    assertThat(value(all, "baseLogLoss", 3)).isCloseTo(base, within(1e-12));
    assertThat(measures.confusion())
        .containsExactly(List.of(1L, 0L, 0L), List.of(1L, 1L, 0L), List.of(0L, 0L, 0L));
  }
}
