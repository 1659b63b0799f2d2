package io.tidemark.udf;

import io.tidemark.core.bar.Bar;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An indicator of closes and what was traded at them. */
public abstract class TurnoverFunction extends IndicatorFunction {

  private static final long serialVersionUID = 1L;

  /** For the functions of this package. */
  TurnoverFunction() {}

  final void step(
      Fold fold,
      String name,
      Supplier<Indicator> make,
      @Nullable Double close,
      @Nullable Double notional,
      @Nullable Double volume) {
    Indicator indicator = ready(fold, name, make);
    Bar bar = new Bar();
    bar.flat(0, orNan(close));
    bar.notional = orNan(notional);
    bar.volume = orNan(volume);
    fold.value = indicator.step(fold.cells, bar);
  }
}
