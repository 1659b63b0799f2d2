package io.tidemark.core.decision;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.SignalPolicy;
import java.util.List;
import java.util.Map;

/** Members and panels for tests of decisions. */
final class DeciderFixture {

  static final AnswerForm REGIME =
      AnswerForm.of(
          Task.REGIME,
          List.of(ModelOutput.of("trend", Role.REGIME), ModelOutput.of("range", Role.REGIME)));

  private static final AnswerForm VOLATILITY =
      AnswerForm.of(Task.VOLATILITY, List.of(ModelOutput.of("vol", Role.VOLATILITY)));

  private DeciderFixture() {}

  static Decider single(String member) {
    return new SingleModel(member, SignalPolicy.defaults());
  }

  static Voice buys(String member) {
    return says(member, 0.8f);
  }

  static Voice sells(String member) {
    return says(member, 0.2f);
  }

  static Voice says(String member, float probability) {
    return Voice.of(member, Prediction.of(probability), 90, true);
  }

  static Voice weak(String member) {
    return Voice.of(member, Prediction.of(0.6f), 10, true);
  }

  static Voice paused(String member) {
    return Voice.silent(member, Abstention.DRIFT_PAUSED);
  }

  static Voice volatility(String member, float predicted) {
    return Voice.of(
        member, Prediction.of(VOLATILITY, new float[] {predicted}, 0), Double.NaN, true);
  }

  static Voice regime(String member, float trend) {
    return Voice.of(
        member, Prediction.of(REGIME, new float[] {trend, 1 - trend}, 0), Double.NaN, true);
  }

  static Stance ask(Decider decider, Map<String, Double> features, Voice... voices) {
    return ask(decider, new DecisionState(decider.cells()), features, voices);
  }

  static Stance ask(
      Decider decider, DecisionState state, Map<String, Double> features, Voice... voices) {
    return decider.step(state, 0, new Panel(0, 100, List.of(voices), features));
  }

  static Stance ask(Decider decider, Voice... voices) {
    return ask(decider, Map.of(), voices);
  }
}
