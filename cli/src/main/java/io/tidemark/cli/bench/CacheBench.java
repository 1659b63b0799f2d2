package io.tidemark.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keyed state, and nothing else: the plain loop and the job over ever more instruments. */
final class CacheBench {

  private static final List<Integer> KEYS = List.of(10, 100, 1_000, 10_000, 100_000);
  private static final List<Integer> QUICK_KEYS = List.of(10, 1_000, 10_000);

  private final Ground ground;
  private final Runner runner;
  private final Path model;
  private final List<Integer> keysOfPoints;

  /**
   * Measures with the features of a model. It is not asked: few instruments have bars enough.
   *
   * @param model whose features they are
   * @param quick fewer points
   */
  CacheBench(Ground ground, Runner runner, Path model, boolean quick) {
    this.ground = ground;
    this.runner = runner;
    this.model = model;
    this.keysOfPoints = quick ? QUICK_KEYS : KEYS;
  }

  /** Runs all of it. */
  CacheReport run(long events, long seed, int rounds) throws Exception {
    List<WrittenLog> logs = new ArrayList<>();
    for (int keys : keysOfPoints) {
      logs.add(WrittenLog.ofKeys(ground, keys, seed, events));
    }
    runner.warmUp(stages(logs.get(0)));
    List<Rounds> done = logs.stream().map(Rounds::new).toList();
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < logs.size(); i++) {
        for (Stage stage : stages(logs.get(i))) {
          String prefix =
              "round-%d-%s-keys-%d."
                  .formatted(round, stage.setup().stage().replace(' ', '-'), keysOfPoints.get(i));
          done.get(i).add(stage.setup(), runner.once(stage, prefix));
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
    Setup job = Setup.job("features only", "change", "at-least-once", 16);
    return List.of(
        new CopyStage(ground, log),
        new LoopStage(ground, log, model, job.loop()),
        new JobStage(ground, log, model, job));
  }
}
