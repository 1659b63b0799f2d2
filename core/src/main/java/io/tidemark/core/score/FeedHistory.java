package io.tidemark.core.score;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Book;
import io.tidemark.core.state.HeapSize;
import java.util.Arrays;

/**
 * How an instrument's feed has moved lately: what tells a dead feed from a calm market. Exact,
 * bounded, and of the log alone.
 *
 * <p>A bar of which nobody told anything is missing, not flat: it neither counts nor ends a run.
 *
 * <p>See RATIONALE.md, "What tells a dead feed from a calm market?"
 */
public final class FeedHistory {

  /** What {@link #barsWithoutVolume} is before the first bar with volume: some feeds have none. */
  static final int NO_VOLUME_YET = -1;

  /** Spans of a bar's length over which late trades are counted, the one that runs included. */
  static final int SPANS = 5;

  /** Of fewer trades a share says nothing. */
  static final int FEWEST_TRADES = 50;

  private static final long NO_SPAN = Long.MIN_VALUE;

  /** Of heap, with both arrays. */
  static final long HEAP_BYTES =
      HeapSize.object(
              2 * Integer.BYTES + 5 * Double.BYTES + 2 * Long.BYTES + 2 * HeapSize.REFERENCE)
          + 2 * HeapSize.array(SPANS, Integer.BYTES);

  /** Closed bars in a row whose close was that of the bar before. */
  int unchangedCloses;

  /** Closed bars in a row in which nothing was traded. */
  int barsWithoutVolume = NO_VOLUME_YET;

  /** Close of the last bar that was told of, quote per base; NaN before the first. */
  double close = Double.NaN;

  /** Best bid of the last book, quote per base; NaN before the first. */
  double bidPrice = Double.NaN;

  /** Base at the best bid; NaN before the first book. */
  double bidSize = Double.NaN;

  /** Best ask of the last book, quote per base; NaN before the first. */
  double askPrice = Double.NaN;

  /** Base at the best ask; NaN before the first book. */
  double askSize = Double.NaN;

  /** Clock when one of these four changed last, µs since the epoch; 0 before the first book. */
  long bookMovedAt;

  /** The span of the newest trade: its clock in bar lengths since the epoch. */
  long span = NO_SPAN;

  /** Trades in that span and those before it; that of span {@code s} is {@code s mod SPANS}. */
  final int[] trades = new int[SPANS];

  /** How many of them were late. */
  final int[] late = new int[SPANS];

  /** A bar has closed. */
  void closed(Bar bar) {
    if (bar.updates == 0) {
      return;
    }
    unchangedCloses = bar.close == close ? unchangedCloses + 1 : 0;
    close = bar.close;
    if (bar.volume > 0) {
      barsWithoutVolume = 0;
    } else if (barsWithoutVolume != NO_VOLUME_YET) {
      barsWithoutVolume++;
    }
  }

  /** There is a hole in the bars, too long to bridge: runs begin anew. */
  void reset() {
    unchangedCloses = 0;
    close = Double.NaN;
    barsWithoutVolume = Math.min(barsWithoutVolume, 0);
  }

  /** A book came when the clock was at {@code clock}. */
  void booked(Book book, long clock) {
    boolean same =
        book.bidPrices()[0] == bidPrice
            && book.bidSizes()[0] == bidSize
            && book.askPrices()[0] == askPrice
            && book.askSizes()[0] == askSize;
    if (!same) {
      bidPrice = book.bidPrices()[0];
      bidSize = book.bidSizes()[0];
      askPrice = book.askPrices()[0];
      askSize = book.askSizes()[0];
      bookMovedAt = clock;
    }
  }

  /** A trade came in time for its bar, or late, when the clock was in {@code now}. */
  void traded(long now, boolean isLate) {
    if (span == NO_SPAN || now - span >= SPANS) {
      Arrays.fill(trades, 0);
      Arrays.fill(late, 0);
      span = now;
    }
    for (; span < now; span++) {
      trades[place(span + 1)] = 0;
      late[place(span + 1)] = 0;
    }
    trades[place(now)]++;
    late[place(now)] += isLate ? 1 : 0;
  }

  /**
   * The share of late trades within the last {@value #SPANS} spans, 0 to 1; 0 if there were fewer
   * than {@value #FEWEST_TRADES}.
   */
  double lateShare(long now) {
    if (span == NO_SPAN) {
      return 0;
    }
    int all = 0;
    int ofThemLate = 0;
    for (long each = Math.max(now, span) - SPANS + 1; each <= span; each++) {
      all += trades[place(each)];
      ofThemLate += late[place(each)];
    }
    return all < FEWEST_TRADES ? 0 : (double) ofThemLate / all;
  }

  private static int place(long span) {
    return (int) Math.floorMod(span, (long) SPANS);
  }
}
