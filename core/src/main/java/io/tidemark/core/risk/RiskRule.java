package io.tidemark.core.risk;

/** Why a proposal is withheld or made smaller, in the order in which the rules are asked. */
public enum RiskRule {
  /** A person pulled the kill switch. */
  KILL_SWITCH,
  /** The newest price reached us long after the exchange stamped it. */
  STALE_DATA,
  /** No price has arrived for too long. */
  FEED_SILENCE,
  /** The drift gate has paused the model. */
  DRIFT_PAUSE,
  /** The features have not seen enough closed bars. */
  WARM_UP,
  /** The model answered with something that is not a probability. */
  NON_FINITE_SCORE,
  /** Funding is extreme and a position in the proposed direction would pay it. */
  FUNDING_EXTREME,
  /** The instrument is too wild: the circuit breaker is open. */
  VOLATILITY_BREAKER,
  /** The crowd is so greedy that buys are blocked. */
  FEAR_GREED_EXTREME,
  /** Caps the recommended size; never blocks. */
  POSITION_CAP,
  /** Too many signals within an hour. */
  SIGNAL_RATE
}
