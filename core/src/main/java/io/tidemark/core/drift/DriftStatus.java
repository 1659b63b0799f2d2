package io.tidemark.core.drift;

/** What the drift gate thinks of a model on an instrument. */
public enum DriftStatus {
  /** The live window is not full yet: no verdict. */
  FILLING,
  /** Live looks like the reference. */
  STABLE,
  /** A feature or the score is beyond the watch threshold. */
  WATCH,
  /**
   * A feature that may pause, or the score, is beyond the pause threshold: signals are withheld.
   */
  PAUSED
}
