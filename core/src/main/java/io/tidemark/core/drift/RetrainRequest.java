package io.tidemark.core.drift;

import java.util.List;

/**
 * What a pause asks for: a version of the model that knows the world as it is now.
 *
 * @param id of the request: that of the alert that opened with it
 * @param instrument the key
 * @param modelId the model that was paused
 * @param modelVersion its version
 * @param features those beyond their pause thresholds when it was paused, the farthest first
 * @param driftingSince estimated event time at which the farthest began to drift, µs since the
 *     epoch
 * @param requestedAt event time of the pause, µs since the epoch
 * @param dataTo the newest event that the pause had seen, µs since the epoch ({@code availableAt}):
 *     a new version should be trained on data up to here at least
 * @param logOffset of that event in the instrument's partition of the log
 * @param reason one sentence for people
 */
public record RetrainRequest(
    String id,
    String instrument,
    String modelId,
    String modelVersion,
    List<String> features,
    long driftingSince,
    long requestedAt,
    long dataTo,
    long logOffset,
    String reason) {

  public RetrainRequest {
    features = List.copyOf(features);
  }
}
