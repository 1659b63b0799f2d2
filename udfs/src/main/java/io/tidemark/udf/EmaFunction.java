package io.tidemark.udf;

import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code EMA(x, n)}, the exponential moving average of any number, alpha 2 / (n + 1), in the
 * unit of x.
 */
public final class EmaFunction extends IndicatorFunction {

  private static final long serialVersionUID = 1L;

  /** Takes in a row. */
  public void accumulate(Fold fold, @Nullable Double x, Integer n) {
    Indicator indicator = ready(fold, "ema(" + n + ")", () -> Indicator.ema(n));
    fold.value = indicator.step(fold.cells, orNan(x));
  }
}
