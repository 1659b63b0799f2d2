package io.tidemark.core.signal;

import io.tidemark.core.fact.ModelRef;

/**
 * Which model stands behind a signal, and what it looked at.
 *
 * @param model the version
 * @param featureSetHash of its feature set
 * @param features the vector that was scored; empty where no score stands behind the signal
 * @param inSample whether the event time lies inside the model's training period
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record Provenance(
    ModelRef model, String featureSetHash, float[] features, boolean inSample) {}
