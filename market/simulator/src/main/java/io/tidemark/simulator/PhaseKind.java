package io.tidemark.simulator;

/** What may happen to a simulated instrument; {@link Phase#strength()} says how much of it. */
public enum PhaseKind {
  /** Nothing in particular; strength has no meaning. */
  CALM,
  /** A steady drift; strength is the log return over the whole phase. */
  TREND,
  /** Wider moves of the same kind; strength multiplies the volatility. */
  VOLATILE,
  /** Neither trades nor book arrive; strength has no meaning. */
  SILENCE,
  /** A fall in the first sixth of the phase, then a recovery; strength is the depth, 0 to 1. */
  FLASH_CRASH,
  /**
   * Another market: strength multiplies the volatility, moves go on instead of turning back, sizes
   * double and sentiment sours.
   */
  REGIME
}
