package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate watches the one number of an answer, whatever the model's task. */
class TaskScoreTest {

  private static final float[] NONE = {0.5f};

  @ParameterizedTest
  @CsvSource({
    "DIRECTION, PROBABILITY, 0.5, 1",
    "CLASSES, DOWN UP, 0.25 0.75, 0 1",
    "CLASSES, UP FLAT DOWN, 0.6 0.3 0.1, 1 0 0",
    "RETURN, MEAN, 0.5, 2",
    "RETURN, SIGMA MEAN, 0.02 0.01, 0.02 0.05",
    "VOLATILITY, VOLATILITY, 0.5, 1.5"
  })
  void aScoreThatLeavesItsReferencePausesTheModel(
      Task task, String roles, String calm, String far) {
    AnswerForm form = form(task, roles);
    GateRun run = new GateRun(gate(GateRun.TENTHS));
    for (int i = 0; i < 4; i++) {
      run.answered(answer(form, calm), NONE);
    }
    assertThat(run.state.status).as("half of the reference is below").isEqualTo(DriftStatus.WARN);
    DriftOutcome last = run.answered(answer(form, far), NONE);
    for (int i = 0; i < 3; i++) {
      last = run.answered(answer(form, far), NONE);
    }
    assertThat(last.verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(last.verdict().feature()).isEqualTo(DriftBaseline.SCORE);
  }

  @Test
  void aScoreThatMayNotPauseOnlyAlerts() {
    AnswerForm form = form(Task.VOLATILITY, "VOLATILITY");
    assertThat(farAway(form, true).state.status).as("control").isEqualTo(DriftStatus.PAUSED);

    GateRun run = farAway(form, form.task().scoreMayPause());

    assertThat(run.state.status).isEqualTo(DriftStatus.WARN);
    assertThat(run.alerts).isNotEmpty();
  }

  /** Inputs as ever, and a score beyond its reference. */
  private static GateRun farAway(AnswerForm form, boolean mayPause) {
    FeatureBaseline feature = new FeatureBaseline("f0", DriftRole.PAUSE, GateRun.TENTHS);
    DriftBaseline baseline =
        new DriftBaseline("m", "1", List.of(feature), GateRun.TENTHS, mayPause, null);
    GateRun run = new GateRun(new DriftGate(baseline, GateRun.AUTO));
    for (int i = 0; i < 20; i++) {
      run.answered(answer(form, "1.5"), GateRun.TENTHS[i * 3 % 10]);
    }
    return run;
  }

  @Test
  void anAnswerThatMakesNoSenseIsNoSample() {
    AnswerForm form = form(Task.CLASSES, "DOWN UP");
    GateRun run = new GateRun(gate(GateRun.TENTHS));
    for (int i = 0; i < 20; i++) {
      run.answered(answer(form, "0.9 0.9"), NONE);
      run.answered(answer(form, "NaN 1"), NONE);
    }
    assertThat(run.alerts).isEmpty();
  }

  @Test
  void aRegimeIsWatchedInItsInputsAlone() {
    AnswerForm form = form(Task.REGIME, "REGIME REGIME");
    GateRun run = new GateRun(gate(new float[0]));
    for (int i = 0; i < 20; i++) {
      run.answered(answer(form, i % 2 == 0 ? "1 0" : "0 1"), GateRun.TENTHS[i * 3 % 10]);
    }
    assertThat(run.alerts).isEmpty();
    assertThat(run.state.status).isEqualTo(DriftStatus.WATCH);
  }

  private static DriftGate gate(float[] score) {
    FeatureBaseline feature =
        new FeatureBaseline(
            "f0", score.length > 0 ? DriftRole.IGNORE : DriftRole.PAUSE, GateRun.TENTHS);
    return new DriftGate(new DriftBaseline("m", "1", List.of(feature), score, null), GateRun.AUTO);
  }

  private static AnswerForm form(Task task, String roles) {
    List<ModelOutput> outputs = new ArrayList<>();
    for (String role : roles.split(" ", -1)) {
      outputs.add(ModelOutput.of("o" + outputs.size(), Role.valueOf(role)));
    }
    return AnswerForm.of(task, outputs);
  }

  private static Prediction answer(AnswerForm form, String numbers) {
    String[] words = numbers.split(" ", -1);
    float[] answer = new float[words.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = Float.parseFloat(words[i]);
    }
    return Prediction.of(form, answer, 0);
  }
}
