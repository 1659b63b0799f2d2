package io.tidemark.flink.testbed;

import io.tidemark.models.ModelBundle;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;

/** The smallest model that is scored on every event; it knows nothing of any market. */
public final class TestModel {

  /** Where it lies. */
  public static final Path DIRECTORY =
      Path.of(
          System.getProperty("tidemark.root", ".."),
          "models/src/test/resources/artifacts/tiny-every/1");

  private TestModel() {}

  /** Its bytes. */
  public static ModelBundle bundle() {
    try {
      return ModelBundle.read(DIRECTORY);
    } catch (ModelRejectedException e) {
      throw new AssertionError(e);
    }
  }
}
