package io.tidemark.core.strategy;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.Task;
import io.tidemark.core.score.TrainingPeriod;
import io.tidemark.core.score.Trigger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Strategies of two models, {@code a} and {@code b}, that act upon any strength. */
final class TestMembers {

  private static final long HOUR = 3_600_000_000L;

  /** Of {@code vol} of {@link #sized()}: an annualised fraction. */
  static final AnswerForm VOLATILITY =
      AnswerForm.of(Task.VOLATILITY, List.of(ModelOutput.of("vol", Role.VOLATILITY)));

  private TestMembers() {}

  /** Of a decision; a model that it does not look at is left out. */
  static Strategy build(Object decide) {
    Map<String, Object> models = new LinkedHashMap<>();
    Map<String, PinnedModel> pinned = new LinkedHashMap<>();
    for (String name : decide.equals("a") ? new String[] {"a"} : new String[] {"a", "b"}) {
      models.put(name, Map.of("path", "p", "min-strength", 0));
      pinned.put(name, pinned(name, AnswerForm.DIRECTION));
    }
    return StrategyDraft.of("test", Map.of("strategy", "two", "models", models, "decide", decide))
        .build(pinned);
  }

  /** Of {@code vol}, which says how wild the market will be, and {@code a}, which it sizes. */
  static Strategy sized() {
    Map<String, Object> models = new LinkedHashMap<>();
    models.put("vol", Map.of("path", "p"));
    models.put("a", Map.of("path", "p", "min-strength", 0));
    Map<String, Object> size = Map.of("by", "volatility", "model", "vol", "target", 0.2);
    return StrategyDraft.of(
            "test", Map.of("strategy", "two", "models", models, "decide", "a", "size", size))
        .build(Map.of("vol", pinned("vol", VOLATILITY), "a", pinned("a", AnswerForm.DIRECTION)));
  }

  private static PinnedModel pinned(String name, AnswerForm form) {
    return new PinnedModel(
        new ModelRef("m-" + name, "1", "sha-" + name),
        new ModelMetadata(
            new ModelVersion("m-" + name, "1"),
            "model",
            "features",
            form,
            new ModelTiming(Trigger.EVERY, HOUR, 1, 1),
            new TrainingPeriod(0, 1),
            new ScoreCalibration(quantiles(), new double[0], new long[1], new long[1]),
            ModelInstruments.UNSTATED));
  }

  /** A conviction of x has strength 100 x. */
  private static double[] quantiles() {
    return IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
  }
}
