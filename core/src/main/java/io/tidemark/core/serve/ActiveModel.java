package io.tidemark.core.serve;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.Scorer;

/**
 * A model that can be asked.
 *
 * @param ref which one
 * @param calibration what its scores mean
 * @param scoring makes what it is asked
 * @param scorer answers
 */
public record ActiveModel(
    ModelRef ref, ScoreCalibration calibration, FeatureScoring scoring, Scorer scorer) {}
