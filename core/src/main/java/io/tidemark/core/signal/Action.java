package io.tidemark.core.signal;

/** What a signal recommends. */
public enum Action {
  BUY,
  SELL,
  /** No position is recommended: too little strength, or what stood is no longer supported. */
  HOLD,
  /** How much the instrument moves is to be bought, as by options: never the instrument. */
  BUY_VOLATILITY,
  /** The same is to be sold. */
  SELL_VOLATILITY;

  /** The same side of how much the instrument moves, in place of its price. */
  public Action ofVolatility() {
    return switch (this) {
      case BUY -> BUY_VOLATILITY;
      case SELL -> SELL_VOLATILITY;
      case HOLD, BUY_VOLATILITY, SELL_VOLATILITY -> this;
    };
  }

  /** 1 where something is bought, -1 where it is sold, 0 for HOLD. */
  public int side() {
    return switch (this) {
      case BUY, BUY_VOLATILITY -> 1;
      case SELL, SELL_VOLATILITY -> -1;
      case HOLD -> 0;
    };
  }
}
