package io.tidemark.core.score;

/** An alert opens when a verdict begins and closes when it ends, under one id. */
public enum AlertPhase {
  OPENED,
  CLOSED
}
