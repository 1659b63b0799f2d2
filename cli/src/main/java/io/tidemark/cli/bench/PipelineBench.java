package io.tidemark.cli.bench;

import io.tidemark.core.score.ModelCard;
import io.tidemark.models.ModelBundle;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The signal job beside what bounds it, in rounds: in each of them every stage runs once. */
final class PipelineBench {

  private static final String CHANGE = "change";
  private static final String EVERY = "every";
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final String EXACTLY_ONCE = "exactly-once";

  private final Ground ground;
  private final Runner runner;
  private final WrittenLog log;

  PipelineBench(Ground ground, Runner runner, WrittenLog log) {
    this.ground = ground;
    this.log = log;
    this.runner = runner;
  }

  /** Runs all of it. */
  PipelineReport run(List<Path> models, int rounds) throws Exception {
    List<Stage> stages = new ArrayList<>();
    stages.add(new CopyStage(ground, log));
    for (Path model : models) {
      stages.addAll(stages(model));
    }
    runner.warmUp(stages);
    Rounds done = new Rounds(log);
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < stages.size(); i++) {
        Stage stage = stages.get(i);
        done.add(stage.setup(), runner.once(stage, "round-%d-stage-%d.".formatted(round, i)));
      }
    }
    return new PipelineReport(log, rounds, done.rows());
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
}
