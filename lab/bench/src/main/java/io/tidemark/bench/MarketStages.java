package io.tidemark.bench;

import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models over a simulated market, to the end of the job. */
public final class MarketStages {

  private static final int BATCH = 16;
  private static final String CHANGE = "change";
  private static final String EVERY = "every";
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final String EXACTLY_ONCE = "exactly-once";

  private MarketStages() {}

  /** From the plainest on, one thing is changed at a time. */
  public static List<Stage> of(BenchFixture ground, WrittenLog log, List<Path> models)
      throws ModelRejectedException {
    List<Stage> stages = new ArrayList<>();
    stages.add(new CopyStage(ground, log));
    for (Path directory : models) {
      BenchModel model = BenchModel.of(directory);
      for (Setup job : jobs(model.name())) {
        Setup loop = job.loop();
        if (stages.stream().noneMatch(stage -> stage.setup().equals(loop))) {
          stages.add(new LoopStage(ground, log, model, PipelineDepth.SIGNALS, loop));
        }
        stages.add(
            new JobStage(
                ground, log, model, PipelineDepth.SIGNALS, StateBackendVariant.CACHED, job));
      }
    }
    return stages;
  }

  private static List<Setup> jobs(String model) {
    return List.of(
        Setup.job(model, CHANGE, AT_LEAST_ONCE, BATCH),
        Setup.job(model, EVERY, AT_LEAST_ONCE, BATCH),
        Setup.job(model, EVERY, EXACTLY_ONCE, BATCH));
  }
}
