package io.tidemark.core.score;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.BarListener;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;

/** One kind of bars beside the set's own: takes closed ones into its features. */
abstract class Frame implements BarListener {

  final FeatureSet set;
  final int number;
  final int warmUp;
  ScoringState state = new ScoringState();

  /**
   * @param number of the frame in the set, from 1
   */
  Frame(FeatureSet set, int number) {
    this.set = set;
    this.number = number;
    this.warmUp = set.warmUp(number);
  }

  /** Begins an event of an instrument whose bars are made of {@code source}. */
  void begin(ScoringState next, BarSource source) {
    state = next;
  }

  /** Time passes. */
  abstract void advance(long clock);

  /**
   * Adds a trade.
   *
   * @param late for the set's own bars
   */
  abstract void trade(Trade trade, long clock, boolean late);

  /** Adds a candle. */
  abstract void candle(Candle candle);

  /**
   * Writes the values of the frame's features.
   *
   * @param end of the set's own bar that closes, µs; {@link Long#MAX_VALUE} if it is forming
   * @return how many of the set's own bars may pass before all of them are warm
   */
  abstract int values(long end, double[] out);

  final FrameState frame() {
    return state.frames[number - 1];
  }

  final int missing() {
    return warmUp - frame().closedBars;
  }

  final void put(double[] values, double[] out) {
    for (int i = 0; i < values.length; i++) {
      out[i] = set.frame(i) == number ? values[i] : out[i];
    }
  }

  @Override
  public void closed(Bar bar) {
    set.close(state.cells, number, bar, state.clock);
    frame().closedBars = Math.min(frame().closedBars + 1, warmUp);
  }

  @Override
  public final void reset() {
    set.forgetBars(state.cells, number);
    frame().closedBars = 0;
  }
}
