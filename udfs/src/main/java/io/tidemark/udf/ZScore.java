package io.tidemark.udf;

import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code Z_SCORE(x, n)}, standard deviations of x above the mean of the n rows before; no
 * unit.
 */
public final class ZScore extends IndicatorFunction {

  private static final long serialVersionUID = 1L;

  /** Takes in a row. */
  public void accumulate(Fold fold, @Nullable Double x, Integer n) {
    Indicator indicator = ready(fold, "zscore(" + n + ")", () -> Indicator.zScore(n));
    fold.value = indicator.step(fold.cells, orNan(x));
  }
}
