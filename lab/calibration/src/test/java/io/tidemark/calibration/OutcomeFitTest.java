package io.tidemark.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.outcome.OutcomeState;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.OutcomeWatch;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.Task;
import io.tidemark.core.score.Trigger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeFitTest {

  private static final ModelTiming HOURLY = new ModelTiming(Trigger.BAR, 3_600_000_000L, 1, 1);
  private static final CalibrationPlan.Draws DRAWS = new CalibrationPlan.Draws(4_000, 40, 0, 1);
  private static final int BUDGET = 5_000;

  /** How often the market agrees with what is said beyond chance: all, nothing, the reverse. */
  private enum Edge {
    AS_SAID(1),
    VANISHED(0),
    REVERSED(-1);

    private final double share;

    Edge(double share) {
      this.share = share;
    }
  }

  @Test
  void falseAlarmsOnNewCalmDataKeepToTheBudget() {
    int alarms = 0;
    int outcomes = 0;
    for (int seed = 1; seed <= 8; seed++) {
      OutcomeWatch watch = watch(calibration(seed));
      OutcomeState state = new OutcomeState();
      Market market = new Market(1_000 + seed, Edge.AS_SAID, 1);
      for (int i = 0; i < 20 * BUDGET; i++) {
        market.step(watch, state);
        outcomes++;
        if (watch.isBeyond(state)) {
          alarms++;
          state.clear();
        }
      }
    }
    double perAlarm = (double) outcomes / Math.max(1, alarms);
    assertThat(perAlarm).isBetween(0.8 * BUDGET, 3.0 * BUDGET);
  }

  @Test
  void aVanishedAndAReversedEdgeAndOtherSizesOfMovesAreSeen() {
    OutcomeWatch watch = watch(calibration(1));
    assertThat(delay(watch, Edge.REVERSED, 1)).isLessThan(500);
    assertThat(delay(watch, Edge.VANISHED, 1)).isLessThan(1_500);
    assertThat(delay(watch, Edge.AS_SAID, 3)).isLessThan(500);
    assertThat(delay(watch, Edge.AS_SAID, 1.0 / 3)).isLessThan(500);
  }

  @Test
  void aModelThatKnowsNothingHasNoEdgeToLose() {
    OutcomeCalibration found =
        OutcomeFit.fit(new Market(3, Edge.REVERSED, 1).rows(8_000), DRAWS, 1).calibration();
    assertThat(found.reference().tests())
        .extracting(TestReference::test)
        .doesNotContain(OutcomeTest.EDGE)
        .contains(OutcomeTest.LOSS);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    OutcomeRows rows = new Market(4, Edge.AS_SAID, 1).rows(2_000);
    assertThat(OutcomeFit.fit(rows, DRAWS, 2)).isEqualTo(OutcomeFit.fit(rows, DRAWS, 1));
  }

  @Test
  void tooFewOutcomesAreRefusedWithTheirNumber() {
    OutcomeRows rows = new Market(5, Edge.AS_SAID, 1).rows(999);
    assertThatThrownBy(() -> OutcomeFit.fit(rows, DRAWS, 1))
        .hasMessageContaining("has 999 bar closes whose outcome is known, it needs 1000");
  }

  private static OutcomeCalibration calibration(int seed) {
    return OutcomeFit.fit(new Market(seed, Edge.AS_SAID, 1).rows(8_000), DRAWS, 1).calibration();
  }

  private static OutcomeWatch watch(OutcomeCalibration calibration) {
    return calibration.watch(HOURLY, BUDGET);
  }

  private static int delay(OutcomeWatch watch, Edge edge, double scale) {
    Market market = new Market(99, edge, scale);
    OutcomeState state = new OutcomeState();
    int i = 0;
    while (!watch.isBeyond(state) && i < 5_000) {
      market.step(watch, state);
      i++;
    }
    return i;
  }

  /** Says 35 to 65 % and is right so often, by chance; moves are Gaussian. */
  private static final class Market {

    private final Random random;
    private final Edge edge;
    private final double scale;

    Market(long seed, Edge edge, double scale) {
      this.random = new Random(seed);
      this.edge = edge;
      this.scale = scale;
    }

    private double said() {
      return 0.35 + 0.3 * random.nextDouble();
    }

    private double came(double said) {
      boolean up = random.nextDouble() < 0.5 + edge.share * (said - 0.5);
      return (up ? 1 : -1) * Math.abs(random.nextGaussian()) * 0.005 * scale;
    }

    void step(OutcomeWatch watch, OutcomeState state) {
      double said = said();
      watch.take(state, state.known() + 1, (float) said, came(said), 0);
    }

    OutcomeRows rows(int number) {
      float[] answers = new float[number];
      double[] returns = new double[number];
      for (int i = 0; i < number; i++) {
        double said = said();
        answers[i] = (float) said;
        returns[i] = came(said);
      }
      return new OutcomeRows(Task.DIRECTION, answers, returns, new double[number]);
    }
  }
}
