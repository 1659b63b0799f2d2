package io.tidemark.core.score;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.BarBuilder;
import io.tidemark.core.bar.BarListener;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.bar.BarState;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.FeatureSet;
import java.util.Arrays;

/**
 * The bars whose length is not the set's own, of the features that are written with {@code @4h}.
 *
 * <p>Where the set's own bar closes, such a feature is asked about its own bar as that stood at the
 * same moment: the bar that closed with it, or the one that was forming.
 */
final class OtherFrames {

  private final FeatureSet set;
  private final Frame[] frames;

  OtherFrames(FeatureSet set, int maxFlat) {
    this.set = set;
    frames = new Frame[set.frames() - 1];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new Frame(i, set.frameLength(i + 1), maxFlat);
    }
  }

  /** Whether there are none, which is the usual case and costs nothing. */
  boolean none() {
    return frames.length == 0;
  }

  /** Begins an event of an instrument whose bars are made of {@code source}. */
  void begin(InstrumentState state, BarSource source) {
    for (Frame frame : frames) {
      frame.begin(state, source);
    }
  }

  /** Moves the clock of every frame. */
  void advance(long clock) {
    for (Frame frame : frames) {
      frame.builder.advance(frame.bars(), clock, frame);
    }
  }

  /** Adds a trade to every frame. */
  void trade(Trade trade, long clock) {
    for (Frame frame : frames) {
      frame.builder.trade(frame.bars(), trade, clock, frame);
    }
  }

  /** Adds a candle to every frame. */
  void candle(Candle candle) {
    for (Frame frame : frames) {
      frame.builder.candle(frame.bars(), candle, frame);
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

  /** Bars of one length. */
  private final class Frame implements BarListener {

    private final int index;
    private final long length;
    private final int warmUp;
    private final BarBuilder fromTrades;
    private final BarBuilder fromCandles;
    private final double[] closing = new double[set.size()];
    private InstrumentState state = new InstrumentState();
    private BarBuilder builder;
    private long closedAt;
    private int toWarmAtClose;

    Frame(int index, long length, int maxFlat) {
      this.index = index;
      this.length = length;
      this.warmUp = set.warmUp(index + 1);
      this.fromTrades = new BarBuilder(length, BarSource.TRADES, maxFlat);
      this.fromCandles = new BarBuilder(length, BarSource.CANDLES, maxFlat);
      this.builder = fromTrades;
    }

    void begin(InstrumentState next, BarSource source) {
      state = next;
      builder = source == BarSource.TRADES ? fromTrades : fromCandles;
      closedAt = BarState.NONE;
    }

    BarState bars() {
      return state.frames[index].bars;
    }

    int values(long end, double[] out) {
      if (closedAt == end) {
        copy(out);
        return ownBars(toWarmAtClose);
      }
      if (builder.isAfterHole(bars())) {
        Arrays.fill(closing, Double.NaN);
        copy(out);
        return ownBars(1);
      }
      Bar forming = bars().forming;
      if (forming.updates == 0) {
        forming.flat(bars().formingStart, bars().lastClose);
      }
      set.values(state.cells, index + 1, forming, state.clock, out);
      return ownBars(warmUp - state.frames[index].closedBars);
    }

    private void copy(double[] out) {
      for (int i = 0; i < closing.length; i++) {
        out[i] = set.frame(i) == index + 1 ? closing[i] : out[i];
      }
    }

    private int ownBars(int bars) {
      return Math.toIntExact(Math.max(0, (bars * length + set.barLength() - 1) / set.barLength()));
    }

    @Override
    public void closed(Bar bar) {
      set.values(state.cells, index + 1, bar, state.clock, closing);
      closedAt = bar.start + length;
      toWarmAtClose = warmUp - state.frames[index].closedBars;
      set.close(state.cells, index + 1, bar, state.clock);
      state.frames[index].closedBars = Math.min(state.frames[index].closedBars + 1, warmUp);
    }

    @Override
    public void reset() {
      set.forgetBars(state.cells, index + 1);
      state.frames[index].closedBars = 0;
    }
  }
}
