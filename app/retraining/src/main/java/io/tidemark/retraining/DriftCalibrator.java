package io.tidemark.retraining;

import io.tidemark.core.drift.DriftOptions;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Fits the drift gate's thresholds to a version that is sealed and not yet registered: afterwards
 * it never changes.
 */
@FunctionalInterface
public interface DriftCalibrator {

  /**
   * Writes the thresholds into the artefact, and their hash into its manifest.
   *
   * @param artefact the sealed version
   * @param export the folder of rows that it was trained on; it also holds validation and unseen
   *     rows, with the drift that is the reason, which no threshold may be fitted to
   * @param drift the options of the gate that watches the old version
   * @param say takes lines for people
   */
  void calibrate(Path artefact, Path export, DriftOptions drift, Consumer<String> say)
      throws Exception;
}
