package io.tidemark.flink.testbed;

import io.tidemark.core.score.Task;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** The smallest models there are, which know nothing of any market, and the demo's. */
public final class TestModel {

  private static final Path MODELS = Path.of(System.getProperty("tidemark.root", ".."), "models");

  private static final Path ARTEFACTS = MODELS.resolve("src/test/resources/artifacts");

  /** Where the one lies that is scored on every event. */
  public static final Path DIRECTORY = ARTEFACTS.resolve("tiny-every/1");

  /** Where the one lies that takes a window of four bars, at their closes. */
  public static final Path SEQUENCE = ARTEFACTS.resolve("tiny-lstm/1");

  /** Where the same one lies with its prefix form. */
  public static final Path PREFIXED = ARTEFACTS.resolve("tiny-lstm/2");

  /** Where the demo's lies, which is scored on every event and drift is calibrated for. */
  public static final Path DEMO = MODELS.resolve("artifacts/demo-linear/1");

  /** The shipped volatility of ETH. */
  public static final Path ETHER = MODELS.resolve("artifacts/eth-vol/1");

  private TestModel() {}

  /** Where one lies that has a task, and is scored on every event. */
  public static Path ofTask(Task task) {
    return task == Task.DIRECTION
        ? DIRECTORY
        : MODELS.resolve(
            "src/test/resources/tasks/tiny-" + task.name().toLowerCase(Locale.ROOT) + "/1");
  }

  /** The bytes of the one that is scored on every event. */
  public static ModelArtefact artefact() {
    return read(DIRECTORY);
  }

  /** The bytes of the one that a configuration names. */
  public static ModelArtefact artefact(JobConfig config) {
    return read(Path.of(Objects.requireNonNull(config.model().directory())));
  }

  private static ModelArtefact read(Path directory) {
    try {
      return ModelArtefact.read(directory);
    } catch (ModelRejectedException e) {
      throw new AssertionError(e);
    }
  }
}
