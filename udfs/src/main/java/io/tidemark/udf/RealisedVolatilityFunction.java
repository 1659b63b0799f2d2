package io.tidemark.udf;

import io.tidemark.core.feature.BarLength;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code REALISED_VOLATILITY(close, n, bar)}, root mean square of the last n log returns,
 * annualised, a fraction: {@code realised_vol(n)} over bars of this length ({@code '1m'}, {@code
 * '1h'}).
 */
public final class RealisedVolatilityFunction extends IndicatorFunction {

  private static final long serialVersionUID = 1L;

  /** Takes in a row. */
  public void accumulate(Fold fold, @Nullable Double close, Integer n, String bar) {
    String name = "realised_vol(" + n + ")";
    Indicator indicator =
        ready(fold, name + " of " + bar, () -> Indicator.feature(name, BarLength.micros(bar)));
    fold.value = indicator.step(fold.cells, orNan(close));
  }
}
