package io.tidemark.bench.latency;

import io.tidemark.bench.BenchFixture;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.models.ModelArtefact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How long signals take under a set load, on both routes, with both deliveries. */
public final class LatencyBench {

  static final String AT_LEAST_ONCE = "at-least-once";
  static final String EXACTLY_ONCE = "exactly-once";

  private final BenchFixture ground;
  private final LatencyPlan plan;
  private final Consumer<String> progress;

  /**
   * @param progress takes a line for each load
   */
  public LatencyBench(BenchFixture ground, LatencyPlan plan, Consumer<String> progress) {
    this.ground = ground;
    this.plan = plan;
    this.progress = progress;
  }

  /** Runs all of it with one model. */
  public LatencyReport run(Path model) throws Exception {
    ModelMetadata metadata = ModelArtefact.read(model).describe().metadata();
    List<LatencyRow> rows = new ArrayList<>();
    long interval = 0;
    for (Route route : Route.values()) {
      for (String delivery : List.of(AT_LEAST_ONCE, EXACTLY_ONCE)) {
        interval = ground.config(model, "", List.of()).checkpoint().interval().toMillis();
        for (LatencyRow row : new LatencyRun(ground, plan, route, delivery).run(model)) {
          rows.add(row);
          progress.accept(
              "%s, %s, %,.0f records/s: %,d signals"
                  .formatted(
                      row.load().route(),
                      row.load().delivery(),
                      row.load().perSecond(),
                      row.signals()));
        }
      }
    }
    return LatencyReport.of(
        metadata.model().id() + " " + metadata.model().version(), plan, interval, rows);
  }
}
