package io.tidemark.core.signal;

/** How wild the instrument is at the moment, by its annualised realised volatility. */
public enum RiskClass {
  /** Below half of the circuit breaker's limit. */
  LOW,
  /** From half of the limit. */
  MEDIUM,
  /** From three quarters of the limit. */
  HIGH
}
