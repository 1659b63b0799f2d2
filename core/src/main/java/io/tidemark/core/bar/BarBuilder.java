package io.tidemark.core.bar;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.PriceScale;
import io.tidemark.core.fact.Trade;

/**
 * Makes bars of one length out of trades or candles, by the instrument's clock.
 *
 * <p>A bar closes when the clock reaches its end. What belongs to a bar that has closed is late. An
 * observed bar without trades is flat, up to {@code maxFlat} in a row; a longer hole is a reset. A
 * bar that was not observed from start to end is not handed on: the venue's candle fills it, or it
 * is a hole; nor is one whose prices begin in one {@link PriceScale} and end in another. A bar in
 * another scale than the close before is a reset, too.
 *
 * <p>See RATIONALE.md, "Why not Flink's windows?"
 */
public final class BarBuilder {

  /** What became of one trade or candle. */
  public enum Use {
    /** It is in a bar, or was not needed for one. */
    TAKEN,
    /** Its bar had closed. */
    LATE,
    /** Its bar had closed with this very candle. */
    DUPLICATE
  }

  /** Watching that begins within this part of a bar, one in so many, counts as from its start. */
  private static final long WHOLE = 100;

  /** No price that comes within this factor of the one before is in another unit. */
  private static final double NEAR = 3;

  private final long length;
  private final BarSource source;
  private final int maxFlat;
  private final Bar scratch = new Bar();
  private final Bar empty = new Bar();
  private final Print print = new Print();

  /**
   * @param length of a bar, µs
   * @param source what bars are made of
   * @param maxFlat most flat bars in a row before a reset
   */
  public BarBuilder(long length, BarSource source, int maxFlat) {
    this.length = length;
    this.source = source;
    this.maxFlat = maxFlat;
  }

  /**
   * Moves the clock: closes what it has passed. Bars from candles do not listen to the clock, they
   * close with the candle that ends them, because a venue publishes a candle after its end.
   */
  public void advance(BarState state, long clock, BarListener listener) {
    // history and ticks are no watching: bars from trades begin with the first trade
    if (source == BarSource.TRADES && state.formingStart != BarState.NONE) {
      pass(state, clock, listener);
    }
  }

  /** Adds a trade whose arrival moves the clock to {@code clock}. */
  public Use trade(BarState state, Trade trade, long clock, BarListener listener) {
    if (source != BarSource.TRADES) {
      return Use.TAKEN;
    }
    if (state.formingStart == BarState.NONE) {
      begin(state, trade.eventTime());
    }
    boolean ahead = trade.eventTime() >= state.formingStart + length;
    if (ahead) {
      pass(state, clock, listener);
    }
    if (isLate(state, trade)) {
      return Use.LATE;
    }
    state.forming.trade(trade);
    if (state.complete && state.formingStart > state.lastStart) {
      listener.traded(print.trade(trade));
    }
    pass(state, clock, listener);
    return Use.TAKEN;
  }

  /** Whether the bar that a trade belongs to has closed; time must have passed up to the trade. */
  public boolean isLate(BarState state, Trade trade) {
    return state.formingStart != BarState.NONE && trade.eventTime() < state.formingStart;
  }

  /** Adds a candle: of the bar's length, or of a fraction of it. */
  public Use candle(BarState state, Candle candle, BarListener listener) {
    if (candle.length() == length) {
      return whole(state, candle, listener);
    }
    if (source != BarSource.CANDLES || length % candle.length() != 0) {
      return Use.TAKEN;
    }
    pass(state, candle.start(), listener);
    boolean overtaken =
        state.lastStart != BarState.NONE && candle.start() < state.lastStart + length;
    if (overtaken || candle.start() < state.formingStart) {
      return Use.LATE;
    }
    scratch.flat(candle.start(), candle.open());
    scratch.candle(candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
    boolean spans = spansScales(state, scratch);
    if (spans || (state.forming.updates > 0 && isInOtherScale(state.forming.close, scratch))) {
      state.forming.flat(state.formingStart, candle.open()); // of no bar are prices in two units
      state.complete = false;
    }
    if (!spans) {
      state.forming.candle(
          candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
    }
    if (state.complete && state.formingStart > state.lastStart) {
      listener.traded(print.candle(candle));
    }
    pass(state, candle.eventTime(), listener);
    return Use.TAKEN;
  }

  /**
   * Whether bars are missing between the last one that was handed on and the forming one: they may
   * yet be filled or bridged, or lead to a reset; until then the forming bar follows nothing.
   */
  public boolean isAfterHole(BarState state) {
    return state.formingStart != BarState.NONE
        && state.lastStart != BarState.NONE
        && state.formingStart > state.lastStart + length;
  }

  /**
   * Whether so many are missing that the next bar will be a reset, unless candles fill them: what
   * is known of the bars before is no longer about this market.
   */
  public boolean isAfterLongHole(BarState state) {
    return isAfterHole(state)
        && state.flats + (state.formingStart - state.lastStart) / length - 1 > maxFlat;
  }

  /** Whether the forming bar is in another unit of price than the bars before: a reset follows. */
  public boolean isInOtherScale(BarState state) {
    return state.forming.updates > 0
        && (isInOtherScale(state.lastClose, state.forming) || spansScales(state, state.forming));
  }

  /** Whether a bar begins in the unit of the bars before and ends in another. */
  private static boolean spansScales(BarState state, Bar bar) {
    return bar.isInTwoScales() && PriceScale.power(state.lastClose, bar.open) == 0;
  }

  /** A bar with prices near the close before is in its unit: a few of them may be wrong. */
  private static boolean isInOtherScale(double close, Bar bar) {
    return (bar.low > NEAR * close || bar.high < close / NEAR)
        && PriceScale.power(close, bar.open) != 0;
  }

  private void pass(BarState state, long clock, BarListener listener) {
    if (state.formingStart == BarState.NONE) {
      begin(state, clock);
      return;
    }
    long end = state.formingStart + length;
    if (clock < end) {
      return;
    }
    boolean outage = clock - end >= length;
    if (outage) {
      state.complete = false; // nobody was listening: the bar may lack its end
    }
    close(state, listener);
    if (outage) {
      begin(state, clock);
    } else {
      state.formingStart = end;
      state.complete = true;
      state.forming.flat(end, state.lastClose);
    }
  }

  private Use whole(BarState state, Candle candle, BarListener listener) {
    boolean wanted =
        candle.start() > state.lastStart
            && (source == BarSource.CANDLES || !isMadeOfTrades(state, candle.start()));
    if (wanted) {
      scratch.flat(candle.start(), candle.open());
      scratch.candle(candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
      if (spansScales(state, scratch)) {
        return Use.TAKEN; // a hole
      }
      print.candle(candle);
      handOn(state, scratch, listener);
      return Use.TAKEN;
    }
    if (source == BarSource.TRADES) {
      return Use.TAKEN;
    }
    return candle.start() == state.lastStart ? Use.DUPLICATE : Use.LATE;
  }

  /** Whether trades make, or will make, the bar that starts then. */
  private static boolean isMadeOfTrades(BarState state, long start) {
    if (state.formingStart == BarState.NONE || start < state.formingStart) {
      return false;
    }
    return start > state.formingStart || (state.complete && state.forming.updates > 0);
  }

  private void begin(BarState state, long clock) {
    state.formingStart = Math.floorDiv(clock, length) * length;
    state.complete = (clock - state.formingStart) * WHOLE <= length;
    state.forming.flat(state.formingStart, state.lastClose);
  }

  private void close(BarState state, BarListener listener) {
    if (!state.complete || state.formingStart <= state.lastStart) {
      return; // not seen whole, or the venue's candle was there first
    }
    if (spansScales(state, state.forming)) {
      return; // nor does the venue's candle fill it
    }
    if (state.forming.updates > 0) {
      handOn(state, state.forming, listener);
    } else if (source == BarSource.TRADES
        && state.lastStart == state.formingStart - length
        && state.flats < maxFlat) {
      flat(state, listener);
    }
  }

  private void handOn(BarState state, Bar bar, BarListener listener) {
    if (state.lastStart != BarState.NONE) {
      long missing = (bar.start - state.lastStart) / length - 1;
      boolean tooLong = missing > 0 && state.flats + missing > maxFlat;
      if (tooLong || isInOtherScale(state.lastClose, bar)) {
        listener.reset();
      } else {
        for (long i = 0; i < missing; i++) {
          flat(state, listener);
        }
      }
    }
    if (bar == scratch) {
      listener.traded(print);
    }
    state.flats = 0;
    state.lastStart = bar.start;
    state.lastClose = bar.close;
    listener.closed(bar);
  }

  private void flat(BarState state, BarListener listener) {
    state.lastStart += length;
    state.flats++;
    empty.flat(state.lastStart, state.lastClose);
    listener.closed(empty);
  }
}
