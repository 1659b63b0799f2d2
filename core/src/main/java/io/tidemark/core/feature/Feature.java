package io.tidemark.core.feature;

import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Fact;
import java.util.Arrays;

/**
 * One incremental feature. The object holds parameters only; what it has learnt lies in its {@link
 * #cells()} doubles of the instrument's state, all 0 at the start.
 *
 * <p>{@link #value} answers as if the bar it is shown closed now, without changing anything; {@link
 * #close} then takes the bar in. One formula so serves the forming bar, the closed bar, live,
 * replay and training.
 */
public interface Feature {

  /** Normalised name with parameters, such as {@code rsi(14)}. */
  String name();

  /** How many doubles of state it needs. */
  int cells();

  /** Closed bars it must have taken in before {@link #value} can be finite. */
  default int warmUp() {
    return 0;
  }

  /** The value if {@code market.bar} closed now; NaN if it cannot be known yet. */
  double value(double[] cells, int at, Market market);

  /** Takes in a closed bar. */
  default void close(double[] cells, int at, Market market) {}

  /**
   * Takes in a fact that is no part of a bar: book, funding, sentiment, metric, or the candle of
   * another instrument.
   */
  default void observe(double[] cells, int at, Fact fact, long clock) {}

  /** Whether it wants to be told of what is traded, print by print. */
  default boolean readsTape() {
    return false;
  }

  /** Takes in what was traded, if it reads the tape; told before the bar it is in closes. */
  default void traded(double[] cells, int at, Print print) {}

  /**
   * Whether a hole in the bars makes it forget all; context such as funding does not depend on
   * bars.
   */
  default boolean forgetsAtGap() {
    return true;
  }

  /** Forgets what was learnt from bars: there is a hole in them. */
  default void forgetBars(double[] cells, int at) {
    if (forgetsAtGap()) {
      Arrays.fill(cells, at, at + cells(), 0);
    }
  }
}
