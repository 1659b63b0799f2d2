package io.tidemark.core.drift;

/** How a paused model goes on: {@code drift.resume}. */
public enum ResumeMode {
  /** By itself, once nothing that may pause was beyond the threshold for one full window. */
  AUTO,
  /** Only when a person acknowledges. */
  MANUAL
}
