package io.tidemark.bench;

import java.util.List;

/** Stages in rounds: in each of them every stage runs once. */
public final class PipelineBench {

  private final Runner runner;

  public PipelineBench(Runner runner) {
    this.runner = runner;
  }

  /**
   * Runs all of it.
   *
   * @param stages from the plainest on; of each job its loop, too
   * @param warmUp runs before, not counted
   */
  public PipelineReport run(List<Stage> stages, List<Stage> warmUp, int rounds) throws Exception {
    runner.warmUp(warmUp);
    Rounds done = new Rounds();
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < stages.size(); i++) {
        Stage stage = stages.get(i);
        StageResult outcome = runner.once(stage, "round-%d-stage-%d.".formatted(round, i));
        done.add(stage.setup(), stage.log().events(), outcome);
      }
    }
    List<WrittenLog> logs = stages.stream().map(Stage::log).distinct().toList();
    return new PipelineReport(logs, rounds, done.rows());
  }
}
