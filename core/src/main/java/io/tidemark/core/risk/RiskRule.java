package io.tidemark.core.risk;

/**
 * Why a proposal is withheld or made smaller, in the order in which the rules are asked. The units
 * are those of a verdict's observed value and limit.
 */
public enum RiskRule {
  /** A person pulled the kill switch; 1 against 0. */
  KILL_SWITCH,
  /** The newest price reached us long after the exchange stamped it; seconds. */
  STALE_DATA,
  /** No price, or no order book where one is required, has arrived for too long; seconds. */
  FEED_SILENCE,
  /** The drift gate has paused the model; Kolmogorov-Smirnov distance. */
  DRIFT_PAUSE,
  /** The features have not seen enough closed bars; bars that are missing. */
  WARM_UP,
  /** The model answered with something that is not a probability; the answer against 1. */
  NON_FINITE_SCORE,
  /** Funding is extreme and a position in the proposed direction would pay it; its fraction. */
  FUNDING_EXTREME,
  /** The instrument is too wild: the circuit breaker is open; annualised volatility. */
  VOLATILITY_BREAKER,
  /** The crowd is so greedy that buys are blocked; the index, 0 to 100. */
  FEAR_GREED_EXTREME,
  /**
   * Caps the recommended size; never blocks. Observed is the size that the strength asks for, the
   * limit is the size that is allowed; fractions of the portfolio.
   */
  POSITION_CAP,
  /** Too many changes of action within an hour; changes, this one included. */
  SIGNAL_RATE
}
