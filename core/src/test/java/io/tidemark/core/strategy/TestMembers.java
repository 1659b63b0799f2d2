package io.tidemark.core.strategy;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.TrainingPeriod;
import io.tidemark.core.score.Trigger;
import java.util.LinkedHashMap;
import java.util.Map;

/** Strategies of two models, {@code a} and {@code b}, that act upon any strength. */
final class TestMembers {

  private static final long HOUR = 3_600_000_000L;

  private TestMembers() {}

  /** Of a decision; a model that it does not look at is left out. */
  static Strategy build(Object decide) {
    Map<String, Object> models = new LinkedHashMap<>();
    Map<String, PinnedModel> pinned = new LinkedHashMap<>();
    for (String name : decide.equals("a") ? new String[] {"a"} : new String[] {"a", "b"}) {
      models.put(name, Map.of("path", "p", "min-strength", 0));
      pinned.put(name, direction(name, AnswerForm.DIRECTION));
    }
    return StrategyDraft.of("test", Map.of("strategy", "two", "models", models, "decide", decide))
        .build(pinned);
  }

  private static PinnedModel direction(String name, AnswerForm form) {
    return new PinnedModel(
        new ModelRef("m-" + name, "1", "sha-" + name),
        new ModelMetadata(
            new ModelVersion("m-" + name, "1"),
            "model",
            "features",
            form,
            new ModelTiming(Trigger.EVERY, HOUR, 1, 1),
            new TrainingPeriod(0, 1),
            new ScoreCalibration(new double[0], new double[0], new long[1], new long[1]),
            ModelInstruments.UNSTATED));
  }
}
