package io.tidemark.bench.latency;

/** Where a signal's way begins. */
enum Route {
  /** At the log: the signal job alone. */
  LOG("log to signal"),
  /** At the raw topics: the sequence job and the signal job. */
  RAW("raw topics to signal");

  private final String label;

  Route(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
