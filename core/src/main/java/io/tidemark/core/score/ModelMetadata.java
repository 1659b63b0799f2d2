package io.tidemark.core.score;

import io.tidemark.core.fact.ModelVersion;

/**
 * What the stages need to know of a model, without knowing the model.
 *
 * @param model which one
 * @param sha256 of the model file, hexadecimal
 * @param featureSetHash SHA-256 of the normalised feature set, hexadecimal
 * @param form what its answers mean
 * @param timing when it is scored, how far it looks back and ahead
 * @param training what it has seen
 * @param calibration strength and interval of a score
 * @param instruments which it was made for, and what is known of them
 */
public record ModelMetadata(
    ModelVersion model,
    String sha256,
    String featureSetHash,
    AnswerForm form,
    ModelTiming timing,
    TrainingPeriod training,
    ScoreCalibration calibration,
    ModelInstruments instruments) {}
