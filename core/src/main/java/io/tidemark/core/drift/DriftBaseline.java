package io.tidemark.core.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reference that comes with one version of a model.
 *
 * @param modelId whose it is
 * @param modelVersion whose it is
 * @param features one per element of the feature vector, in its order, those that are ignored
 *     included; empty where the model brings no baseline
 * @param score the model's own scores at bar closes, in time order, as {@code Prediction.score()}
 *     says them; empty if it brings none
 * @param scoreMayPause whether the score's drift may pause the model; if not it only alerts
 * @param calibration what thresholds follow from; null where plain distances have to do
 */
@SuppressWarnings("ArrayRecordComponent") // as large as a reference is; never compared as a value
public record DriftBaseline(
    String modelId,
    String modelVersion,
    List<FeatureBaseline> features,
    float[] score,
    boolean scoreMayPause,
    @Nullable DriftCalibration calibration) {

  /** The name under which the score's drift is reported. */
  public static final String SCORE = "score";

  /** The fraction of the feature vector that is missing (NaN) at a bar close; it may pause. */
  public static final String MISSING_RATE = "missing-rate";

  /** The fraction of the feature vector that is infinite at a bar close; it may pause. */
  public static final String NON_FINITE_RATE = "non-finite-rate";

  public DriftBaseline {
    features = List.copyOf(features);
  }

  /** The reference of a model whose score's drift may pause it. */
  public DriftBaseline(
      String modelId,
      String modelVersion,
      List<FeatureBaseline> features,
      float[] score,
      @Nullable DriftCalibration calibration) {
    this(modelId, modelVersion, features, score, true, calibration);
  }

  /**
   * The baseline of a model that brings none. Its gate never leaves {@link DriftStatus#FILLING}:
   * there is no verdict, and WATCH would claim one.
   */
  public static DriftBaseline none(String modelId, String modelVersion) {
    return new DriftBaseline(modelId, modelVersion, List.of(), new float[0], null);
  }
}
