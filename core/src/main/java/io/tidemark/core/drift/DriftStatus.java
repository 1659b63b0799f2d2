package io.tidemark.core.drift;

/** What the drift gate thinks of a model on an instrument. */
public enum DriftStatus {
  /** The live window is not full yet: no verdict. */
  FILLING,
  /** The gate watches, and nothing is beyond a threshold. */
  WATCH,
  /** A feature or the score is beyond its warning threshold: an alert is open, signals flow. */
  WARN,
  /**
   * What may pause was beyond its threshold (a feature, the score, outcomes): signals are withheld.
   */
  PAUSED
}
