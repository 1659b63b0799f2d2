package io.tidemark.bench;

import java.util.List;
import java.util.function.Consumer;

/** Runs stages one after the other, each with topics of its own. */
public final class Runner {

  private final BenchFixture ground;
  private final Consumer<String> progress;

  /**
   * Runs on this ground.
   *
   * @param progress is told of each run, one line
   */
  public Runner(BenchFixture ground, Consumer<String> progress) {
    this.ground = ground;
    this.progress = progress;
  }

  /** Not counted: what is compiled late would slow down what runs first. */
  public void warmUp(List<Stage> stages) throws Exception {
    for (int i = 0; i < stages.size(); i++) {
      var unused = once(stages.get(i), "warm-up-%d.".formatted(i));
    }
  }

  /** Runs a stage; what it wrote is deleted. */
  public StageResult once(Stage stage, String prefix) throws Exception {
    ground.createTopics(prefix);
    StageResult outcome = stage.run(prefix);
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
