package io.tidemark.udf;

import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code RSI(close, n)}, the relative strength index over n changes, 0 to 100: {@code rsi(n)}.
 */
public final class RsiFunction extends IndicatorFunction {

  private static final long serialVersionUID = 1L;

  /** Takes in a row. */
  public void accumulate(Fold fold, @Nullable Double close, Integer n) {
    Indicator indicator =
        ready(fold, "rsi(" + n + ")", () -> Indicator.feature("rsi(" + n + ")", 1));
    fold.value = indicator.step(fold.cells, orNan(close));
  }
}
