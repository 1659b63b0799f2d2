package io.tidemark.core.market;

import org.jspecify.annotations.Nullable;

/**
 * What a risk rule may ask of the market. A rule declares what it needs; a feature that no rule
 * needs is not computed for the context.
 */
public enum MarketInput {
  /** The last price, quote per base. */
  PRICE(null),
  /** The order book; only when it was last heard of, it has no value. */
  BOOK(null),
  /** Average true range of the last 14 closed bars, fraction of the price. */
  ATR("atr(14)"),
  /** Realised volatility of the last 24 closed bars, annualised fraction. */
  VOLATILITY("realised_vol(24)"),
  /** The last settled funding rate, fraction per interval. */
  FUNDING("funding"),
  /** The Fear and Greed index, a day late, 0 to 100. */
  FEAR_GREED("fear_greed");

  private final @Nullable String feature;

  MarketInput(@Nullable String feature) {
    this.feature = feature;
  }

  /** The feature that computes it; null where the facts themselves tell it. */
  public @Nullable String feature() {
    return feature;
  }
}
