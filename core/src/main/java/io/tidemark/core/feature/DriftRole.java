package io.tidemark.core.feature;

/** What the drift of a feature may do; it is declared with the feature. */
public enum DriftRole {
  /** May pause the model, and alert. */
  PAUSE,
  /** May only alert: levels and slow volatility live in regimes and would pause for ever. */
  ALERT,
  /** Is not looked at. */
  IGNORE
}
