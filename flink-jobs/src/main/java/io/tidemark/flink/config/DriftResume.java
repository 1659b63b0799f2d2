package io.tidemark.flink.config;

/** How a paused model goes on: {@code drift.resume}. */
public enum DriftResume {
  /** By itself, once nothing was beyond the threshold for one full window. */
  AUTO,
  /** Only when a person acknowledges. */
  MANUAL
}
