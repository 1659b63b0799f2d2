package io.tidemark.retraining;

import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.ModelVersion;

/**
 * Why a version is to be replaced.
 *
 * @param id names the folder of its runs
 * @param instrument whose version it is
 * @param model the version
 * @param driftingSince when a drift is estimated to have begun, µs since the epoch; {@link
 *     #NO_DRIFT} where none was found
 * @param why for the notes of the new version, one sentence
 */
public record Occasion(
    String id, String instrument, ModelVersion model, long driftingSince, String why) {

  /** Nothing drifted that is known. */
  public static final long NO_DRIFT = Long.MIN_VALUE;

  /** A pause of the drift gate. */
  public static Occasion of(RetrainRequest request) {
    return new Occasion(
        request.id(),
        request.instrument(),
        request.model(),
        request.driftingSince(),
        "Asked for by request " + request.id() + ": " + request.reason());
  }
}
