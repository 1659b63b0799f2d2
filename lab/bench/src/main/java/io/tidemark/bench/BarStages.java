package io.tidemark.bench;

import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pipeline's stages over logs with a given number of trades a bar, from the plainest on: of two
 * neighbours of a kind one thing differs. Each stage of the job comes with the loop that does its
 * work. The bench's own models of thirty features are scored upon every event.
 */
public final class BarStages {

  /** At which the figures are to be had. */
  static final int MANY = 1_000;

  /** A whole window costs so much more than the rest that its log is shorter. */
  private static final int SHORTER = 40;

  private static final long WARM_UP = 150_000;
  private static final int BATCH = 16;
  private static final String CHANGE = "change";
  private static final String EVERY = "every";
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final String EXACTLY_ONCE = "exactly-once";

  private final BenchFixture ground;
  private final long seed;
  private final long events;
  private final BenchModel linear;
  private final BenchModel gbm;
  private final BenchModel prefix;
  private final BenchModel window;
  private final Map<String, WrittenLog> logs = new HashMap<>();
  private final Map<Setup, Stage> stages = new LinkedHashMap<>();

  /**
   * With these models, and none of the logs written yet.
   *
   * @param models folder of the bench's models
   * @param events of the longer logs
   */
  public BarStages(BenchFixture ground, Path models, long seed, long events)
      throws IOException, ModelRejectedException {
    this.ground = ground;
    this.seed = seed;
    this.events = events;
    linear = BenchModel.of(models.resolve("bench-linear/1"));
    gbm = BenchModel.of(models.resolve("bench-gbm/1"));
    prefix = BenchModel.of(models.resolve("bench-lstm/1"));
    window = prefix.wholeWindow(ground.folder().resolve("whole-window"));
  }

  /** The fewest events of which the measured part holds no warm-up. */
  static long fewestEvents() {
    return 4 * BarLog.warmUp();
  }

  /** What the bars of issue and documentation speak of, and no more. */
  public List<Stage> few() {
    copy();
    upTo(PipelineDepth.FEATURES, linear, MANY, StateBackendVariant.CACHED, 1);
    upTo(PipelineDepth.SCORE, window, MANY, StateBackendVariant.CACHED, 1);
    upTo(PipelineDepth.SCORE, prefix, MANY, StateBackendVariant.CACHED, BATCH);
    whole(linear, CHANGE, EXACTLY_ONCE);
    whole(prefix, EVERY, EXACTLY_ONCE);
    return taken();
  }

  /** All of them. */
  public List<Stage> all() {
    copy();
    upTo(PipelineDepth.DECODE, linear, MANY, StateBackendVariant.CACHED, 1);
    for (StateBackendVariant state : StateBackendVariant.values()) {
      upTo(PipelineDepth.FEATURES, linear, MANY, state, 1);
    }
    for (BenchModel model : List.of(linear, gbm, prefix, window)) {
      for (int batch : new int[] {1, BATCH}) {
        upTo(PipelineDepth.SCORE, model, MANY, StateBackendVariant.CACHED, batch);
      }
    }
    for (int perBar : new int[] {10, 100}) {
      upTo(PipelineDepth.SCORE, window, perBar, StateBackendVariant.CACHED, BATCH);
      upTo(PipelineDepth.SCORE, prefix, perBar, StateBackendVariant.CACHED, BATCH);
    }
    for (BenchModel model : List.of(linear, gbm, prefix)) {
      upTo(PipelineDepth.DRIFT, model, MANY, StateBackendVariant.CACHED, BATCH);
      for (String emit : List.of(CHANGE, EVERY)) {
        for (String delivery : List.of(AT_LEAST_ONCE, EXACTLY_ONCE)) {
          whole(model, emit, delivery);
        }
      }
    }
    whole(window, EVERY, EXACTLY_ONCE);
    return taken();
  }

  /** The whole job and its loop, with the model that is largest. */
  public List<Stage> warmUp() {
    WrittenLog log = log(MANY, "warm-up", Math.min(events, WARM_UP));
    Setup job = Setup.job(prefix.name(), MANY, BATCH, EVERY, EXACTLY_ONCE);
    return List.of(
        new LoopStage(ground, log, prefix, PipelineDepth.SIGNALS, job.loop()),
        new JobStage(ground, log, prefix, PipelineDepth.SIGNALS, StateBackendVariant.CACHED, job));
  }

  private List<Stage> taken() {
    return new ArrayList<>(stages.values());
  }

  private void copy() {
    stages.put(Setup.copy(), new CopyStage(ground, log(MANY, false)));
  }

  private void upTo(
      PipelineDepth work, BenchModel model, int perBar, StateBackendVariant state, int batch) {
    add(work, model, perBar, state, Setup.job(work, model.name(), perBar, state, batch));
  }

  private void whole(BenchModel model, String emit, String delivery) {
    Setup setup = Setup.job(model.name(), MANY, BATCH, emit, delivery);
    add(PipelineDepth.SIGNALS, model, MANY, StateBackendVariant.CACHED, setup);
  }

  private void add(
      PipelineDepth work, BenchModel model, int perBar, StateBackendVariant state, Setup job) {
    WrittenLog log = log(perBar, model.equals(window));
    stages.computeIfAbsent(job.loop(), loop -> new LoopStage(ground, log, model, work, loop));
    stages.put(job, new JobStage(ground, log, model, work, state, job));
  }

  private WrittenLog log(int perBar, boolean shorter) {
    return shorter
        ? log(perBar, "short", Math.min(events, Math.max(events / SHORTER, 2 * fewestEvents())))
        : log(perBar, "long", events);
  }

  private WrittenLog log(int perBar, String name, long length) {
    return logs.computeIfAbsent(
        perBar + name, any -> WrittenLog.ofBars(ground, name, perBar, seed, length));
  }
}
