package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.score.CalibratedPrediction;
import io.tidemark.core.score.NamedAnswer;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a line says of a model's answer. */
class RecordTextTest {

  @Test
  void aDirectionIsSaidByItsProbabilityAndInterval() {
    CalibratedPrediction rise = new CalibratedPrediction(71, 0.61, 0.5, 0.7, List.of());
    assertThat(decision(Task.DIRECTION, Action.BUY, rise))
        .isEqualTo(
            "BUY   2.0 % of the portfolio  p 0.610 [0.500, 0.700]  strength 71  at 100.00000");
  }

  @Test
  void anyOtherTaskIsSaidByItsAnswersAndTheirNames() {
    List<NamedAnswer> classes = List.of(new NamedAnswer("down", 0.25), new NamedAnswer("up", 0.75));
    assertThat(decision(Task.CLASSES, Action.SELL, CalibratedPrediction.of(80, classes)))
        .isEqualTo("SELL  2.0 % of the portfolio  down 0.250  up 0.750  strength 80  at 100.00000");
  }

  @Test
  void whatHasNoStrengthSaysNone() {
    List<NamedAnswer> regime = List.of(new NamedAnswer("calm", 1));
    assertThat(decision(Task.REGIME, Action.HOLD, CalibratedPrediction.of(Double.NaN, regime)))
        .isEqualTo("HOLD  calm 1.00  at 100.00000  (why)");
  }

  private static String decision(Task task, Action action, CalibratedPrediction prediction) {
    return RecordText.decision(
        new Signal(
            "00",
            "",
            new EventRef("BTC-USDT@test", 7, 7),
            new Recommendation(action, "why", 0.02, 100, RiskClass.LOW, 60, 90, ""),
            prediction,
            new SignalBasis("m", "1", "", "", task, new float[0], false, List.of()),
            new DriftVerdict(DriftStatus.WATCH, "", Double.NaN, Double.NaN, 30),
            List.of()));
  }
}
