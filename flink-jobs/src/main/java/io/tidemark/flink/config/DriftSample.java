package io.tidemark.flink.config;

/** When the drift gate takes a sample: {@code drift.sample}. */
public enum DriftSample {
  /** One per instrument and bar close, as its reference was sampled. */
  BAR
}
