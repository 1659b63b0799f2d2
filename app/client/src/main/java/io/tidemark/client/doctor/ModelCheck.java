package io.tidemark.client.doctor;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.ModelFit;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the model as a task would, and holds the configuration against it. */
public final class ModelCheck {

  private ModelCheck() {}

  public static List<Finding> look(JobConfig config, @Nullable Path flinkConf) {
    String directory = config.model().directory();
    if (directory == null) {
      return List.of(
          Finding.cannotTell(
              "model",
              config.model().strategy() == null
                  ? "model.path is not set; the signal job needs one"
                  : "the models are those of strategy.path: ./tidemark strategy check says what"
                      + " they are"));
    }
    List<Finding> findings = new ArrayList<>();
    try (LoadedModel model = ModelArtefact.read(Path.of(directory)).open()) {
      ModelMetadata metadata = model.metadata();
      findings.add(
          Finding.ok(
              "model",
              "%s %s: hashes, form and golden vectors hold (%s)"
                  .formatted(metadata.model().id(), metadata.model().version(), directory)));
      ModelFit.problems(model.description(), config)
          .forEach(problem -> findings.add(Finding.problem("bars", problem)));
      findings.add(silence(config, metadata));
      findings.add(MemoryEstimate.of(model, config).finding(flinkConf));
    } catch (ModelRejectedException e) {
      findings.add(
          Finding.problem("model", e.getMessage() + ": restore the directory or train it anew"));
    }
    return findings;
  }

  /** A price from a candle is as old as the candle is long, so silence must be longer. */
  private static Finding silence(JobConfig config, ModelMetadata metadata) {
    long limit = config.risk().silenceAfter();
    List<String> silenced =
        config.instruments().stream()
            .filter(
                each ->
                    each.barSource() == BarSource.CANDLES && limit <= metadata.timing().barLength())
            .map(InstrumentConfig::instrument)
            .toList();
    return silenced.isEmpty()
        ? Finding.ok("silence", "risk.silence-after fits the bars")
        : Finding.problem(
            "silence",
            "risk.silence-after is %d s, but bars of %s come from candles of %d s: every signal would be"
                    .formatted(
                        limit / 1_000_000,
                        String.join(", ", silenced),
                        metadata.timing().barLength() / 1_000_000)
                + " withheld; make it longer than a candle");
  }
}
