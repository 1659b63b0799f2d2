package io.tidemark.cli.bench;

import io.tidemark.core.score.ModelCard;
import io.tidemark.models.ModelBundle;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The signal job beside what bounds it, in rounds: in each of them every stage runs once. */
final class PipelineBench {

  private static final String CHANGE = "change";
  private static final String EVERY = "every";
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final String EXACTLY_ONCE = "exactly-once";

  private final Ground ground;
  private final WrittenLog log;
  private final Consumer<String> progress;

  PipelineBench(Ground ground, WrittenLog log, Consumer<String> progress) {
    this.ground = ground;
    this.log = log;
    this.progress = progress;
  }

  /** Runs all of it. */
  PipelineReport run(List<Path> models, int rounds) throws Exception {
    List<Stage> stages = new ArrayList<>();
    stages.add(new CopyStage(ground, log));
    for (Path model : models) {
      stages.addAll(stages(model));
    }
    warmUp(stages);
    Rounds done = new Rounds(log);
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < stages.size(); i++) {
        Stage stage = stages.get(i);
        done.add(stage.setup(), once(stage, "round-%d-stage-%d.".formatted(round, i)));
      }
    }
    return new PipelineReport(log, rounds, done.rows());
  }

  /** One of each kind, not counted: what is compiled late would slow down what runs first. */
  private void warmUp(List<Stage> stages) throws Exception {
    Set<String> kinds = new HashSet<>();
    for (Stage stage : stages) {
      if (kinds.add(stage.setup().stage())) {
        var unused = once(stage, "warm-up-" + kinds.size() + ".");
      }
    }
  }

  /** From the plainest on, one thing is changed at a time. */
  private List<Stage> stages(Path model) throws ModelRejectedException {
    ModelCard card = ModelBundle.read(model).describe().card();
    String name = card.id() + " " + card.version();
    List<Stage> stages = new ArrayList<>();
    for (String emit : List.of(CHANGE, EVERY)) {
      stages.add(new LoopStage(ground, log, model, Setup.loop(name, emit)));
    }
    for (Setup setup :
        List.of(
            Setup.job(name, CHANGE, AT_LEAST_ONCE, 1),
            Setup.job(name, CHANGE, AT_LEAST_ONCE, 16),
            Setup.job(name, CHANGE, EXACTLY_ONCE, 16),
            Setup.job(name, EVERY, AT_LEAST_ONCE, 16),
            Setup.job(name, EVERY, EXACTLY_ONCE, 16))) {
      stages.add(new JobStage(ground, log, model, setup));
    }
    return stages;
  }

  private Outcome once(Stage stage, String prefix) throws Exception {
    ground.createTopics(prefix);
    Outcome outcome = stage.run(prefix);
    ground.deleteTopics(prefix);
    Rate rate = outcome.rate();
    progress.accept(
        "%s%s: %s"
            .formatted(
                prefix,
                String.join(" ", stage.setup().cells()),
                rate == null
                    ? "too short to measure"
                    : "%,.0f events/s".formatted(rate.perSecond())));
    return outcome;
  }
}
