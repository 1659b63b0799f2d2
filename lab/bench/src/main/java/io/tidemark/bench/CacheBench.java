package io.tidemark.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Keyed state, and as little else as can be: the plain loop, and the job with its write-back cache
 * and without, over ever more instruments.
 */
public final class CacheBench {

  private static final List<Integer> KEYS = List.of(10, 100, 1_000, 10_000, 100_000);
  private static final List<Integer> QUICK_KEYS = List.of(10, 1_000, 10_000);

  private final BenchFixture ground;
  private final Runner runner;
  private final BenchModel model;
  private final List<Integer> keysOfPoints;

  /**
   * Measures with the features of a model. It is not asked: few instruments have bars enough.
   *
   * @param model whose features they are
   * @param quick fewer points
   */
  public CacheBench(BenchFixture ground, Runner runner, BenchModel model, boolean quick) {
    this.ground = ground;
    this.runner = runner;
    this.model = model;
    this.keysOfPoints = quick ? QUICK_KEYS : KEYS;
  }

  /** Runs all of it. */
  public CacheReport run(long events, long seed, int rounds) throws Exception {
    List<WrittenLog> logs = new ArrayList<>();
    for (int keys : keysOfPoints) {
      logs.add(WrittenLog.ofKeys(ground, keys, seed, events));
    }
    runner.warmUp(stages(logs.get(0)).subList(1, 3)); // loop and job
    List<Rounds> done = logs.stream().map(log -> new Rounds()).toList();
    int runs = 0;
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < logs.size(); i++) {
        for (Stage stage : stages(logs.get(i))) {
          String prefix = "round-%d-keys-%d-run-%d.".formatted(round, keysOfPoints.get(i), runs++);
          done.get(i).add(stage.setup(), stage.log().events(), runner.once(stage, prefix));
        }
      }
    }
    List<CacheReport.Point> points = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      points.add(new CacheReport.Point(keysOfPoints.get(i), done.get(i).rows()));
    }
    return new CacheReport(events, seed, rounds, points);
  }

  private List<Stage> stages(WrittenLog log) {
    List<Stage> stages = new ArrayList<>();
    stages.add(new CopyStage(ground, log));
    for (StateBackendVariant state :
        List.of(StateBackendVariant.CACHED, StateBackendVariant.ROCKSDB)) {
      Setup job = Setup.features(model.name(), state);
      if (stages.size() == 1) {
        stages.add(new LoopStage(ground, log, model, PipelineDepth.FEATURES, job.loop()));
      }
      stages.add(new JobStage(ground, log, model, PipelineDepth.FEATURES, state, job));
    }
    return stages;
  }
}
