package io.tidemark.core.signal;

/** How wild the instrument is, by its annualised volatility: the one of the circuit breaker. */
public enum RiskClass {
  /** Below half of the circuit breaker's limit. */
  LOW,
  /** From half of the limit. */
  MEDIUM,
  /** From three quarters of the limit, and where the volatility is not known. */
  HIGH;

  /** The class of {@code volatility} under a breaker that opens at {@code limit}; same unit. */
  public static RiskClass of(double volatility, double limit) {
    if (volatility < 0.5 * limit) {
      return LOW;
    }
    return volatility < 0.75 * limit ? MEDIUM : HIGH;
  }
}
