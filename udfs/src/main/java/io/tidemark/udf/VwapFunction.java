package io.tidemark.udf;

import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code VWAP(close, notional, volume, n)}, the volume-weighted average price of n bars, quote
 * per base; the close where nothing was traded in them.
 */
public final class VwapFunction extends TurnoverFunction {

  private static final long serialVersionUID = 1L;

  /** Takes in a row: quote per base, quote, base. */
  public void accumulate(
      Fold fold,
      @Nullable Double close,
      @Nullable Double notional,
      @Nullable Double volume,
      Integer n) {
    step(fold, "vwap(" + n + ")", () -> Indicator.vwap(n), close, notional, volume);
  }
}
