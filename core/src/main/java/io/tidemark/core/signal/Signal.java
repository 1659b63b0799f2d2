package io.tidemark.core.signal;

import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.score.CalibratedPrediction;
import java.util.List;

/**
 * A risk-gated recommendation, with all that is needed to trust, de-duplicate and reproduce it.
 *
 * @param id hash of instrument, event time, log offset, model and version; of several models' of
 *     the strategy in place of a model
 * @param supersedes the id of the signal that this one replaces; empty for the first
 * @param event the one that caused it
 * @param recommendation what to do
 * @param prediction of the model, if one stands behind it
 * @param basis which model, and what it looked at
 * @param drift the drift gate's annotation
 * @param verdicts of every risk rule that mattered
 */
public record Signal(
    String id,
    String supersedes,
    EventRef event,
    Recommendation recommendation,
    CalibratedPrediction prediction,
    SignalBasis basis,
    DriftVerdict drift,
    List<RiskVerdict> verdicts) {

  /** The key. */
  public String instrument() {
    return event.instrument();
  }

  /** Event time of the event that caused it, µs since the epoch. */
  public long eventTime() {
    return event.eventTime();
  }

  /** What is recommended. */
  public Action action() {
    return recommendation.action();
  }
}
