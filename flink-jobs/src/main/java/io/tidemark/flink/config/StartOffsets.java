package io.tidemark.flink.config;

/** Where a job begins to read: {@code kafka.start-offsets}. */
public enum StartOffsets {
  /** At the group's committed offsets; where there are none, at the earliest. */
  GROUP,
  /** At the oldest record that is still there. */
  EARLIEST,
  /** After the newest record. */
  LATEST
}
