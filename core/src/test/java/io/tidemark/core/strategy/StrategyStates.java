package io.tidemark.core.strategy;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.DecisionState;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import java.util.List;

/** States in which every part has a value of its own. */
final class StrategyStates {

  private StrategyStates() {}

  /** Of two members, of which one is paused and the other answered with three numbers. */
  static StrategyState two() {
    StrategyState state = new StrategyState();
    state.strategy = "c86e231a847032889b27182b8f196340b61844f2b71640aea580f58427d71087";
    state.clock = 1_700_000_000_000_000L;
    state.price = 40_000.5;
    state.decision = new DecisionState(3);
    state.decision.cells = new double[] {1, -0.25, 7};
    MemberState paused = new MemberState();
    paused.silent(Abstention.DRIFT_PAUSED);
    paused.answeredAt = 1_699_999_000_000_000L;
    paused.drift = new DriftVerdict(DriftStatus.PAUSED, "rsi(14)", 0.75, 0.5, 40);
    MemberState answered = new MemberState();
    answered.abstention = null;
    answered.answeredAt = 1_700_000_000_000_000L;
    answered.strength = 81.5;
    answered.prediction = classes(0.2f, 0.3f, 0.5f);
    answered.drift = new DriftVerdict(DriftStatus.FILLING, "", Double.NaN, Double.NaN, 40);
    state.members = new MemberState[] {paused, answered};
    return state;
  }

  private static Prediction classes(float... answers) {
    AnswerForm form =
        AnswerForm.of(
            Task.CLASSES,
            List.of(
                ModelOutput.of("down", Role.DOWN),
                ModelOutput.of("flat", Role.FLAT),
                ModelOutput.of("up", Role.UP)));
    return Prediction.of(form, answers, 0);
  }
}
