package io.tidemark.exchange.protocol;

import java.util.Arrays;

/** The levels that a message states, as far as it was read. */
public final class StatedLevels {

  private final Side bids = new Side();
  private final Side asks = new Side();
  private boolean snapshot;

  /** A change follows. */
  public void clear() {
    snapshot = false;
    bids.count = 0;
    asks.count = 0;
  }

  /** The whole book follows. */
  public void whole() {
    clear();
    snapshot = true;
  }

  /** A level, its size in the venue's unit. */
  public void add(boolean bid, double price, double size) {
    if (!snapshot) {
      (bid ? bids : asks).add(price, size);
    }
  }

  /**
   * What was stated: of a snapshot all that the book holds.
   *
   * @param book to which it was applied
   * @param eventTime µs since the epoch
   */
  public Statement.BookChange of(OrderBook book, long eventTime) {
    Listing listing = book.listing();
    return new Statement.BookChange(
        listing.instrument(),
        eventTime,
        snapshot,
        snapshot ? all(book.bids(), listing.unit()) : bids.levels(listing.unit()),
        snapshot ? all(book.asks(), listing.unit()) : asks.levels(listing.unit()));
  }

  private static Statement.Levels all(BookSide side, Unit unit) {
    double[] prices = new double[side.count()];
    double[] sizes = new double[side.count()];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = side.price(i);
      sizes[i] = unit.base(side.size(i), prices[i]);
    }
    return new Statement.Levels(prices, sizes);
  }

  /** One side's levels, in the venue's unit; the arrays are reused. */
  private static final class Side {
    private double[] prices = new double[16];
    private double[] sizes = new double[16];
    private int count;

    void add(double price, double size) {
      if (count == prices.length) {
        prices = Arrays.copyOf(prices, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
      }
      prices[count] = price;
      sizes[count] = size;
      count++;
    }

    Statement.Levels levels(Unit unit) {
      double[] base = new double[count];
      for (int i = 0; i < count; i++) {
        base[i] = unit.base(sizes[i], prices[i]);
      }
      return new Statement.Levels(Arrays.copyOf(prices, count), base);
    }
  }
}
