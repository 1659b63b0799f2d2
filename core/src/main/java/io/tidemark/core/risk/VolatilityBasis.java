package io.tidemark.core.risk;

/** By which volatility the circuit breaker opens, and a signal has its risk class. */
public enum VolatilityBasis {
  /** What the last 24 bars have shown. */
  REALISED,
  /** What the strategy's model of task volatility says will come. */
  PREDICTED
}
