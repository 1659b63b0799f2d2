package io.tidemark.cli.drift.retrain;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Fits the drift gate's thresholds to a version before it is sealed, since none changes after. */
@FunctionalInterface
public interface DriftCalibrator {

  /**
   * Writes the thresholds into the draft, and their hash into its manifest.
   *
   * @param draft as training wrote it
   * @param export the folder of rows that it was trained on, and more
   * @param say takes lines for people
   */
  void calibrate(Path draft, Path export, Consumer<String> say) throws Exception;
}
