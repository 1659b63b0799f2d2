package io.tidemark.bench.drift.peers;

/** Looks at one series, sample by sample. Not thread-safe. */
public interface Detector {

  /** Takes a sample; true is an alarm, after which it has begun anew as its paper says. */
  boolean step(double value);
}
