package io.tidemark.flink.config;

import java.util.Set;

/** The two jobs; they may share one file. */
public enum Job {
  /** Writes the log: {@code market.events.v1}. */
  SEQUENCE,
  /** Folds the log into signals. */
  SIGNAL;

  static final Set<Job> BOTH = Set.of(SEQUENCE, SIGNAL);
}
