package io.tidemark.core.signal;

import io.tidemark.core.explain.Reason;
import io.tidemark.core.score.Task;
import java.util.List;

/**
 * What a signal rests on: the model, and what it looked at.
 *
 * @param modelId such as {@code btc-linear}
 * @param modelVersion of the model
 * @param modelSha256 of the model file
 * @param featureSetHash of the feature set
 * @param task what the model predicts
 * @param features the vector that was scored; empty where no score stands behind the signal
 * @param inSample whether the event time lies inside the model's training period
 * @param reasons the features that moved the answer most, the strongest first; empty unless they
 *     are asked for and a score stands behind the signal
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record SignalBasis(
    String modelId,
    String modelVersion,
    String modelSha256,
    String featureSetHash,
    Task task,
    float[] features,
    boolean inSample,
    List<Reason> reasons) {}
