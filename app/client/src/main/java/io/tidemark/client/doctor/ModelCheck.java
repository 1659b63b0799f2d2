package io.tidemark.client.doctor;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.strategy.InvalidStrategyException;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.ModelFit;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.flink.strategy.StrategyPipeline;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the models as a task would, and holds the configuration against them. */
public final class ModelCheck {

  private final JobConfig config;
  private final @Nullable Path flinkConf;
  private final List<Finding> findings = new ArrayList<>();

  private ModelCheck(JobConfig config, @Nullable Path flinkConf) {
    this.config = config;
    this.flinkConf = flinkConf;
  }

  /**
   * Looks at the model or the strategy that is configured.
   *
   * @param flinkConf directory of Flink's {@code config.yaml}; null if it is not known
   */
  public static List<Finding> look(JobConfig config, @Nullable Path flinkConf) {
    ModelCheck check = new ModelCheck(config, flinkConf);
    String directory = config.model().directory();
    String strategy = config.model().strategy();
    if (directory != null && strategy != null) {
      check.findings.add(
          Finding.problem(
              "model",
              "model.path and strategy.path must not both be set: leave out model.path where the"
                  + " strategy decides"));
    } else if (directory != null) {
      check.model(directory);
    } else if (strategy != null) {
      check.strategy(strategy);
    } else {
      check.findings.add(
          Finding.cannotTell("model", "model.path is not set; the signal job needs one"));
    }
    return check.findings;
  }

  private void model(String directory) {
    try (LoadedModel model = ModelArtefact.read(Path.of(directory)).open()) {
      ModelMetadata metadata = model.metadata();
      findings.add(holds("", model, directory));
      ModelFit.problems(model.description(), config)
          .forEach(problem -> findings.add(Finding.problem("bars", problem)));
      findings.add(silence(metadata.timing().barLength()));
      findings.add(MemoryEstimate.of(model, config).finding(flinkConf));
    } catch (ModelRejectedException e) {
      findings.add(
          Finding.problem("model", e.getMessage() + ": restore the directory or train it anew"));
    }
  }

  private void strategy(String path) {
    try {
      StrategyFile file = StrategyFile.read(Path.of(path));
      findings.add(
          Finding.ok(
              "strategy",
              "%s, hash %s (%s)"
                  .formatted(file.strategy().name(), file.strategy().hash(), file.source())));
      StrategyPipeline.problems(file, config)
          .forEach(problem -> findings.add(Finding.problem("strategy", problem)));
      MemoryEstimate memory = members(file);
      findings.add(silence(file.featureSet().barLength()));
      if (memory != null) {
        findings.add(memory.finding(flinkConf));
      }
    } catch (InvalidStrategyException e) {
      e.problems().forEach(problem -> findings.add(Finding.problem("strategy", problem)));
    } catch (ModelRejectedException e) {
      findings.add(Finding.problem("strategy", String.valueOf(e.getMessage())));
    }
  }

  /** Opens each model; what they take together, null if none could be opened. */
  private @Nullable MemoryEstimate members(StrategyFile file) {
    MemoryEstimate all = null;
    for (Map.Entry<String, ModelArtefact> each : file.artefacts().entrySet()) {
      String name = each.getKey() + ": ";
      try (LoadedModel model = each.getValue().open()) {
        findings.add(holds(name, model, each.getValue().source()));
        MemoryEstimate own = MemoryEstimate.of(model, config);
        all = all == null ? own : all.with(own);
      } catch (ModelRejectedException e) {
        findings.add(
            Finding.problem(
                "model", name + e.getMessage() + ": restore the directory or train it anew"));
      }
    }
    return all;
  }

  private static Finding holds(String name, LoadedModel model, String source) {
    return Finding.ok(
        "model",
        "%s%s %s: hashes, form and golden vectors hold (%s)"
            .formatted(
                name, model.metadata().model().id(), model.metadata().model().version(), source));
  }

  /**
   * A price from a candle is as old as the candle is long, so silence must be longer.
   *
   * @param bar length of the shortest, µs
   */
  private Finding silence(long bar) {
    long limit = config.risk().silenceAfter();
    List<String> silenced =
        config.instruments().stream()
            .filter(each -> each.barSource() == BarSource.CANDLES && limit <= bar)
            .map(InstrumentConfig::instrument)
            .toList();
    return silenced.isEmpty()
        ? Finding.ok("silence", "risk.silence-after fits the bars")
        : Finding.problem(
            "silence",
            ("risk.silence-after is %d s, but bars of %s come from candles of %d s: every signal"
                    + " would be withheld; make it longer than a candle")
                .formatted(limit / 1_000_000, String.join(", ", silenced), bar / 1_000_000));
  }
}
