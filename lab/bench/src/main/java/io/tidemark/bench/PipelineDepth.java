package io.tidemark.bench;

/** How far the log is worked on; each includes those before it. */
enum PipelineDepth {
  /** Read and decoded. */
  DECODE("decode"),
  /** Bars and features; what the model would be asked is made. */
  FEATURES("+ features"),
  /** The model is asked. */
  SCORE("+ score"),
  /** Through the drift gate. */
  DRIFT("+ drift gate"),
  /** Through the risk gate; signals and alerts are written. */
  SIGNALS("+ risk gate, signals");

  private final String words;

  PipelineDepth(String words) {
    this.words = words;
  }

  /** As the tables say it. */
  String words() {
    return words;
  }

  /** Whether it goes at least as far. */
  boolean has(PipelineDepth part) {
    return compareTo(part) >= 0;
  }
}
