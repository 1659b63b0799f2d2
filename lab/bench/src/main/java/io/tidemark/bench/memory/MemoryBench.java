package io.tidemark.bench.memory;

import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Scores with each model, then opens and closes each, and looks at the memory on the way. */
public final class MemoryBench {

  private static final int SAMPLES = 40;
  private static final long SCORINGS_UNIT = 1_000_000;
  private static final long SWAPS_UNIT = 100;

  /** Enough to be seen, and not so many that the machine runs out of memory. */
  private static final long MOST_FORGOTTEN_SCORINGS = 200_000;

  private static final long MOST_FORGOTTEN_SWAPS = 200;

  private final long scorings;
  private final long swaps;
  private final Consumer<String> progress;

  /**
   * @param scorings of each model
   * @param swaps of each model
   * @param progress takes a line for each row
   */
  public MemoryBench(long scorings, long swaps, Consumer<String> progress) {
    this.scorings = scorings;
    this.swaps = swaps;
    this.progress = progress;
  }

  /** Runs all of it; the controls are done with the first model. */
  public MemoryReport run(List<Path> models) throws Exception {
    List<MemoryRow> rows = new ArrayList<>();
    for (Path model : models) {
      ModelArtefact artefact = ModelArtefact.read(model);
      try (RepeatedWork work = new Scoring(artefact)) {
        rows.add(
            row(
                new MemoryRow.Task("scoring", name(artefact), scorings, SCORINGS_UNIT, false),
                work));
      }
    }
    for (Path model : models) {
      ModelArtefact artefact = ModelArtefact.read(model);
      try (RepeatedWork work = new Swapping(artefact)) {
        rows.add(
            row(
                new MemoryRow.Task("open and close", name(artefact), swaps, SWAPS_UNIT, false),
                work));
      }
    }
    rows.addAll(controls(models.get(0)));
    return new MemoryReport(rows);
  }

  /** Work that forgets to close, and so must be seen to grow. */
  private List<MemoryRow> controls(Path first) throws Exception {
    List<MemoryRow> rows = new ArrayList<>();
    ModelArtefact artefact = ModelArtefact.read(first);
    Manifest manifest = artefact.describe().manifest();
    try (RepeatedWork work =
        new ForgetfulScoring(
            first.resolve("model.onnx"),
            manifest.bars().window(),
            manifest.features().list().size())) {
      long times = Math.min(scorings, MOST_FORGOTTEN_SCORINGS);
      rows.add(
          row(
              new MemoryRow.Task(
                  "control: tensors left open", name(artefact), times, SCORINGS_UNIT, true),
              work));
    }
    try (RepeatedWork work = new ForgetfulSwapping(artefact)) {
      long times = Math.min(swaps, MOST_FORGOTTEN_SWAPS);
      rows.add(
          row(
              new MemoryRow.Task(
                  "control: models left open", name(artefact), times, SWAPS_UNIT, true),
              work));
    }
    return rows;
  }

  private MemoryRow row(MemoryRow.Task task, RepeatedWork work) throws Exception {
    List<MemorySample> samples = new ArrayList<>();
    long times = task.times();
    int count = (int) Math.min(SAMPLES, times);
    long done = 0;
    for (int i = 1; i <= count; i++) {
      long next = times * i / count;
      work.repeat(next - done);
      done = next;
      samples.add(MemorySample.take(done));
    }
    MemoryRow row = MemoryRow.of(task, samples);
    progress.accept(
        "%s, %s: %s"
            .formatted(
                task.work(), task.model(), row.grows() ? "grows" : "no growth beyond noise"));
    return row;
  }

  private static String name(ModelArtefact artefact) throws Exception {
    ModelDescription description = artefact.describe();
    return description.metadata().model().id() + " " + description.metadata().model().version();
  }
}
