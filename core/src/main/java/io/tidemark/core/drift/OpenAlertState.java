package io.tidemark.core.drift;

/**
 * What must be remembered of an alert that is open, to close it: also after another model took
 * over, so nothing here refers to the baseline.
 */
final class OpenAlertState {

  String id = "";
  String feature = "";

  /** Latest distance of the feature. */
  double distance;

  double threshold;
  int window;
  int reference;
  long openedAt;
  long repeats;
  String modelId = "";
  String modelVersion = "";

  /** Which of the gate's monitors the feature has; behind them come the outcome tests. */
  int monitor;

  /** Who acknowledged it and why; empty while nobody has. */
  String acknowledged = "";
}
