package io.tidemark.flink.config;

/** The two jobs; they may share one file. */
public enum Job {
  /** Writes the log: {@code market.events.v1}. */
  SEQUENCE,
  /** Folds the log into signals. */
  SIGNAL
}
