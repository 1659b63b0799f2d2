package io.tidemark.bench.strategy;

import io.tidemark.bench.BenchFixture;
import io.tidemark.bench.BenchModel;
import io.tidemark.bench.JobStage;
import io.tidemark.bench.Runner;
import io.tidemark.bench.Setup;
import io.tidemark.bench.Stage;
import io.tidemark.bench.StageResult;
import io.tidemark.bench.WrittenLog;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A strategy of five models in one job, beside the plain loop that does the same, and beside five
 * jobs of one model each, which run one after the other. All with exactly-once and as much of
 * everything else as in the pipeline's rows.
 *
 * <p>Signals are written on a change alone: with all of them the five jobs would write five times
 * as many, which is no matter of features and models.
 */
public final class StrategyBench {

  private static final int TRADES_A_BAR = 1_000;
  private static final int BATCH = 16;
  private static final long WARM_UP = 60_000;

  /** Loop, strategy, and a model of each kind stand at the beginning. */
  private static final int ONE_OF_EACH = 5;

  private static final String CHANGE = "change";
  private static final String NAME = "five models";

  private final BenchFixture ground;
  private final Runner runner;
  private final FiveModels five;

  /**
   * Writes the models.
   *
   * @param models folder of the bench's models
   */
  public StrategyBench(BenchFixture ground, Runner runner, Path models)
      throws IOException, ModelRejectedException {
    this.ground = ground;
    this.runner = runner;
    this.five = FiveModels.write(models, ground.folder().resolve("strategy"));
  }

  /**
   * Runs all of it.
   *
   * @param events of the log
   */
  public StrategyReport run(long events, long seed, int rounds) throws Exception {
    List<Stage> all = stages(log("warm-up", seed, Math.min(events, WARM_UP)));
    runner.warmUp(all.subList(0, ONE_OF_EACH));
    WrittenLog log = log("strategy", seed, events);
    List<CostRound> done = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<StageResult> runs = new ArrayList<>();
      for (Stage stage : stages(log)) {
        runs.add(runner.once(stage, "round-%d-stage-%d.".formatted(round, runs.size())));
      }
      done.add(new CostRound(runs.get(0), runs.get(1), List.copyOf(runs.subList(2, runs.size()))));
    }
    return StrategyReport.of(log, five.models(), done);
  }

  private WrittenLog log(String name, long seed, long events) {
    return WrittenLog.ofBars(ground, name, TRADES_A_BAR, seed, events);
  }

  /** The loop, the strategy's job, and a job of each model. */
  private List<Stage> stages(WrittenLog log) {
    Setup setup = setup(NAME);
    List<Stage> stages = new ArrayList<>();
    stages.add(new StrategyLoopStage(ground, log, five.strategy(), setup.loop()));
    stages.add(new StrategyJobStage(ground, log, five.strategy(), setup));
    for (BenchModel model : five.models()) {
      stages.add(JobStage.whole(ground, log, model, setup(model.name())));
    }
    return stages;
  }

  private static Setup setup(String model) {
    return Setup.job(model, TRADES_A_BAR, BATCH, CHANGE, "exactly-once");
  }
}
