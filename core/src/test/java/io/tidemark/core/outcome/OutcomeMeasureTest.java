package io.tidemark.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import org.junit.jupiter.api.Test;

class OutcomeMeasureTest {

  private final OutcomeMeasure direction = new OutcomeMeasure(Task.DIRECTION, 0.5);
  private final OutcomeMeasure volatility = new OutcomeMeasure(Task.VOLATILITY, 0.5);

  @Test
  void theEdgeOfADirectionIsTheLogLikelihoodRatioOfTheBaseRate() {
    assertThat(direction.of(OutcomeTest.EDGE, 0.6, 0.01, 0))
        .isCloseTo(Math.log(0.5 / 0.6), within(1e-12));
    assertThat(direction.of(OutcomeTest.EDGE, 0.6, -0.01, 0))
        .isCloseTo(Math.log(0.5 / 0.4), within(1e-12));
  }

  @Test
  void aPriceThatStandsStillIsAFallAsItIsInAnExport() {
    assertThat(direction.of(OutcomeTest.LOSS, 0.9, 0, 0)).isCloseTo(-Math.log(0.1), within(1e-12));
  }

  @Test
  void whoSaysSixtyPerCentAndIsRightOverstatesByMinusForty() {
    assertThat(direction.of(OutcomeTest.CONFIDENCE, 0.6, 1, 0)).isCloseTo(-0.4, within(1e-12));
    assertThat(direction.of(OutcomeTest.CONFIDENCE, 0.4, -1, 0)).isCloseTo(-0.4, within(1e-12));
    assertThat(direction.of(OutcomeTest.CONFIDENCE, 0.4, 1, 0)).isCloseTo(0.6, within(1e-12));
    assertThat(direction.of(OutcomeTest.CONFIDENCE, 0.5, 1, 0)).isNaN();
  }

  @Test
  void theLossOfAVolatilityIsNoneWhereItCameTrueAndFiniteWhereNothingMoved() {
    assertThat(volatility.of(OutcomeTest.LOSS, 0.4, 0, 0.4)).isZero();
    assertThat(volatility.of(OutcomeTest.LOSS, 0.4, 0, 0.8))
        .isCloseTo(4 - Math.log(4) - 1, within(1e-12));
    assertThat(volatility.of(OutcomeTest.LOSS, 0.4, 0, 0)).isFinite();
    assertThat(volatility.of(OutcomeTest.ABOVE, 0.4, 0, 0.8)).isPositive();
    assertThat(volatility.of(OutcomeTest.CONFIDENCE, 0.4, 0, 0.8)).isNaN();
  }

  @Test
  void theLossOfAReturnIsTheSquaredError() {
    OutcomeMeasure measure = new OutcomeMeasure(Task.RETURN, 0);
    assertThat(measure.of(OutcomeTest.LOSS, 0.02, -0.01, 0)).isCloseTo(9e-4, within(1e-12));
    assertThat(measure.of(OutcomeTest.EDGE, 0.02, -0.01, 0)).isCloseTo(8e-4, within(1e-12));
  }

  @Test
  void anAnswerThatMakesNoSenseHasNoNumber() {
    assertThat(OutcomeMeasure.answerOf(Prediction.of(1.5f))).isNaN();
    assertThat(OutcomeMeasure.answerOf(Prediction.of(0.5f))).isEqualTo(0.5f);
  }
}
