package io.tidemark.core.signal;

/** An alert opens when a verdict begins and closes when it ends, under one id. */
public enum AlertPhase {
  OPENED,
  CLOSED
}
