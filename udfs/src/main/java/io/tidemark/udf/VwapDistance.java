package io.tidemark.udf;

import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code VWAP_DISTANCE(close, notional, volume, n)}, close / VWAP of n bars - 1, a fraction:
 * {@code vwap_distance(n)}.
 */
public final class VwapDistance extends TurnoverFunction {

  private static final long serialVersionUID = 1L;

  /** Takes in a row: quote per base, quote, base. */
  public void accumulate(
      Fold fold,
      @Nullable Double close,
      @Nullable Double notional,
      @Nullable Double volume,
      Integer n) {
    String name = "vwap_distance(" + n + ")";
    step(fold, name, () -> Indicator.feature(name, 1), close, notional, volume);
  }
}
