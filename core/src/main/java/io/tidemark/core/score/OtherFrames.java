package io.tidemark.core.score;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;

/**
 * The bars that are not the set's own, of the features that are written with {@code @4h} or
 * {@code @1000t}.
 *
 * <p>Where the set's own bar closes, such a feature is asked about its own bar as that stood at the
 * same moment: the bar that closed with it, or the one that was forming.
 *
 * <p>See RATIONALE.md, "Why does time pass for the longer bars first?"
 */
final class OtherFrames {

  private final Frame[] frames;

  OtherFrames(FeatureSet set, int maxFlat) {
    frames = new Frame[set.frames() - 1];
    for (int i = 0; i < frames.length; i++) {
      frames[i] =
          set.frameBar(i + 1).isOfTime()
              ? new TimeFrame(set, i + 1, maxFlat)
              : new TradeFrame(set, i + 1, maxFlat);
    }
  }

  /** Whether there are none, which is the usual case and costs nothing. */
  boolean none() {
    return frames.length == 0;
  }

  /** Begins an event of an instrument whose bars are made of {@code source}. */
  void begin(ScoringState state, BarSource source) {
    for (Frame frame : frames) {
      frame.begin(state, source);
    }
  }

  /** Moves the clock of every frame. */
  void advance(long clock) {
    for (Frame frame : frames) {
      frame.advance(clock);
    }
  }

  /** Adds a trade to every frame; {@code late} says that the set's own bar of it has closed. */
  void trade(Trade trade, long clock, boolean late) {
    for (Frame frame : frames) {
      frame.trade(trade, clock, late);
    }
  }

  /** Adds a candle to every frame. */
  void candle(Candle candle) {
    for (Frame frame : frames) {
      frame.candle(candle);
    }
  }

  /**
   * Writes the values of these frames' features.
   *
   * @param end of the set's own bar that closes, µs; {@link Long#MAX_VALUE} if it is forming
   * @return how many of the set's own bars may pass before all of them are warm
   */
  int values(long end, double[] out) {
    int toWarm = 0;
    for (Frame frame : frames) {
      toWarm = Math.max(toWarm, frame.values(end, out));
    }
    return toWarm;
  }
}
