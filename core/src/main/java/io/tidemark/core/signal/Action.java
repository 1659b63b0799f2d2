package io.tidemark.core.signal;

/** What a signal recommends. */
public enum Action {
  BUY,
  SELL,
  /** No position is recommended: too little strength, or what stood is no longer supported. */
  HOLD
}
