package io.tidemark.core.score;

/**
 * The time whose data a model was trained on.
 *
 * @param from start, µs since the epoch
 * @param to end (exclusive), µs since the epoch
 */
public record TrainingPeriod(long from, long to) {

  /** Whether an event lies inside: what a model says of it is in sample. */
  public boolean contains(long eventTime) {
    return eventTime >= from && eventTime < to;
  }
}
