package io.tidemark.flink.config;

/** When a signal is written: {@code signal.emit}. */
public enum Emit {
  /** When the decision changes, and once a bar as a sign of life. */
  CHANGE,
  /** For every scored event. */
  EVERY
}
