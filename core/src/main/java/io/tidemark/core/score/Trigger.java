package io.tidemark.core.score;

/** Upon what a model is scored; it must be what the model was trained on. */
public enum Trigger {
  /** On every fact of the instrument, the forming bar included. */
  EVERY,
  /** On bar closes only. */
  BAR
}
