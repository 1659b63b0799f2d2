package io.tidemark.core.drift;

import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelVersion;
import java.util.List;

/**
 * What a pause asks for: a version of the model that knows the world as it is now.
 *
 * @param id of the request: that of the alert that opened with it
 * @param pause the event upon which the model was paused
 * @param model the one that was paused
 * @param features those beyond their pause thresholds when it was paused, the farthest first
 * @param driftingSince estimated event time at which the farthest began to drift, µs since the
 *     epoch
 * @param dataTo the newest event that the pause had seen, µs since the epoch ({@code availableAt}):
 *     a new version should be trained on data up to here at least
 * @param reason one sentence for people
 */
public record RetrainRequest(
    String id,
    EventRef pause,
    ModelVersion model,
    List<String> features,
    long driftingSince,
    long dataTo,
    String reason) {

  public RetrainRequest {
    features = List.copyOf(features);
  }

  /** The key. */
  public String instrument() {
    return pause.instrument();
  }
}
