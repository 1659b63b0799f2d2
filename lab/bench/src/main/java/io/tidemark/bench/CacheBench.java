package io.tidemark.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Keyed state, and as little else as can be: the plain loop, and the job with its write-back cache
 * and as it was before, over ever more instruments.
 */
public final class CacheBench {

  private static final List<Integer> KEYS = List.of(10, 100, 1_000, 10_000, 100_000);
  private static final List<Integer> QUICK_KEYS = List.of(10, 1_000, 10_000);

  /** With as many instruments or fewer the job needs no RocksDB, and is several times as fast. */
  private static final int FEW = 1_000;

  /** So much longer is the log of few instruments, so that a run takes seconds. */
  private static final int LONGER = 4;

  private static final List<StateBackendVariant> VARIANTS =
      List.of(StateBackendVariant.FLINKS, StateBackendVariant.COUNTED, StateBackendVariant.CACHED);

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

  /**
   * Runs all of it.
   *
   * @param events of the logs of many instruments; those of few have four times as many
   */
  public CacheReport run(long events, long seed, int rounds) throws Exception {
    List<WrittenLog> logs = new ArrayList<>();
    for (int keys : keysOfPoints) {
      logs.add(WrittenLog.ofKeys(ground, keys, seed, keys <= FEW ? LONGER * events : events));
    }
    List<Stage> most = stages(logs.get(logs.size() - 1)); // only there all code is run
    runner.warmUp(most.subList(1, most.size())); // loop, and job with each cache
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
      points.add(new CacheReport.Point(keysOfPoints.get(i), rows(done.get(i))));
    }
    return new CacheReport(seed, rounds, points);
  }

  private List<CacheReport.Row> rows(Rounds rounds) {
    Setup before = Setup.features(model.name(), StateBackendVariant.FLINKS);
    return rounds.rows().stream()
        .map(row -> new CacheReport.Row(row, rounds.cpuAgainst(before, row.setup())))
        .toList();
  }

  private List<Stage> stages(WrittenLog log) {
    List<Stage> stages = new ArrayList<>();
    stages.add(new CopyStage(ground, log));
    for (StateBackendVariant state : VARIANTS) {
      Setup job = Setup.features(model.name(), state);
      if (stages.size() == 1) {
        stages.add(new LoopStage(ground, log, model, PipelineDepth.FEATURES, job.loop()));
      }
      stages.add(new JobStage(ground, log, model, PipelineDepth.FEATURES, state, job));
    }
    return stages;
  }
}
