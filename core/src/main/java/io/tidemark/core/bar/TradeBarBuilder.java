package io.tidemark.core.bar;

import io.tidemark.core.fact.PriceScale;
import io.tidemark.core.fact.Trade;

/**
 * Makes bars of a number of trades, or of a volume, in the order of the log (López de Prado,
 * Advances in Financial Machine Learning, 2018, chapter 2).
 *
 * <p>The trade with which a bar is full belongs to it and is not split. Between that trade and the
 * next the bar stands as it is, full: it is handed on when the next one begins, so that it never
 * makes way for a bar without trades. Such a bar has no clock that could tell an outage. So trades
 * are held against the clock's grid: where more of its bars than {@code maxFlat} lie between two
 * trades and hold none, all is begun anew with the second. So it is after a bar whose prices end in
 * another {@link PriceScale} than they began, which is not handed on, and where the next bar begins
 * in another than the last one ended.
 */
public final class TradeBarBuilder {

  /** What the rounding of a sum may be short of a full bar, as a fraction of it. */
  private static final double ROUNDING = 1e-9;

  private final double trades;
  private final double volume;
  private final long grid;
  private final int maxFlat;

  private TradeBarBuilder(double trades, double volume, long grid, int maxFlat) {
    this.trades = trades;
    this.volume = volume * (1 - ROUNDING);
    this.grid = grid;
    this.maxFlat = maxFlat;
  }

  /**
   * Bars of so many trades.
   *
   * @param grid length of the bars by which a hole is told, µs
   * @param maxFlat most of them without a trade that are no hole
   */
  public static TradeBarBuilder ofTrades(double count, long grid, int maxFlat) {
    return new TradeBarBuilder(count, Double.POSITIVE_INFINITY, grid, maxFlat);
  }

  /** Bars of so much base, otherwise as {@link #ofTrades}. */
  public static TradeBarBuilder ofVolume(double base, long grid, int maxFlat) {
    return new TradeBarBuilder(Double.POSITIVE_INFINITY, base, grid, maxFlat);
  }

  /** Adds a trade; a late one must not come here. */
  public void trade(TradeBarState state, Trade trade, BarListener listener) {
    Bar bar = state.forming;
    if (isAfterHole(state, trade.eventTime())) {
      listener.reset();
      bar.flat(trade.eventTime(), trade.price());
    } else if (state.newest == BarState.NONE) {
      bar.flat(trade.eventTime(), trade.price());
    } else if (isFull(bar)) {
      full(bar, trade.price(), listener);
      bar.flat(trade.eventTime(), trade.price());
    }
    bar.trade(trade);
    state.newest = Math.max(state.newest, trade.eventTime());
  }

  /**
   * The next price may be in another unit than the bar, and within the bar one may follow another.
   */
  private static void full(Bar bar, double next, BarListener listener) {
    boolean spans = bar.isInTwoScales();
    if (!spans) {
      listener.closed(bar);
    }
    if (spans || PriceScale.power(bar.close, next) != 0) {
      listener.reset();
    }
  }

  /** Whether at this time too many bars of the grid have gone by without a trade. */
  public boolean isAfterHole(TradeBarState state, long time) {
    return state.newest != BarState.NONE
        && Math.floorDiv(time, grid) - Math.floorDiv(state.newest, grid) - 1 > maxFlat;
  }

  private boolean isFull(Bar bar) {
    return bar.updates >= trades || bar.volume >= volume;
  }
}
