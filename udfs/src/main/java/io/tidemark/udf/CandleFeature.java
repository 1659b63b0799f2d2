package io.tidemark.udf;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.BarLength;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code CANDLE_FEATURE(feature, bar, open, high, low, close, volume)}, any feature of bars by
 * its name, such as {@code 'macd(12,26,9)'}, over candles of this length ({@code '1h'}), in the
 * feature's own unit. A candle enters as it does in the signal job: notional is typical price times
 * volume.
 */
public final class CandleFeature extends IndicatorFunction {

  private static final long serialVersionUID = 1L;

  /** Takes in a row: quote per base, volume in base. */
  public void accumulate(
      Fold fold,
      String feature,
      String bar,
      @Nullable Double open,
      @Nullable Double high,
      @Nullable Double low,
      @Nullable Double close,
      @Nullable Double volume) {
    Indicator indicator =
        ready(
            fold, feature + " of " + bar, () -> Indicator.feature(feature, BarLength.micros(bar)));
    Bar candle = new Bar();
    candle.flat(0, orNan(open));
    candle.candle(orNan(open), orNan(high), orNan(low), orNan(close), orNan(volume));
    fold.value = indicator.step(fold.cells, candle);
  }
}
