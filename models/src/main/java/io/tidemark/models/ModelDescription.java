package io.tidemark.models;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ModelMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked artefact, without its session.
 *
 * @param ref names it and pins its content
 * @param manifest as it stands in the artefact
 * @param metadata what the stages need of it
 * @param baseline the drift test's reference
 * @param operations about how many additions and multiplications a score costs
 * @param calibration of the drift gate; null if the artefact brings no {@code drift.json}
 * @param outcomes of its validation period; null if the artefact brings no {@code outcomes.json}
 */
public record ModelDescription(
    ModelRef ref,
    Manifest manifest,
    ModelMetadata metadata,
    Baseline baseline,
    long operations,
    @Nullable DriftCalibration calibration,
    @Nullable OutcomeCalibration outcomes) {

  /** Feature names in the model's order. */
  public List<String> featureNames() {
    return manifest.featureNames();
  }
}
