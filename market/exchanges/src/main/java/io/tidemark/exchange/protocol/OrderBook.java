package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Parsed;

/**
 * An instrument's order book as far as its venue told it. Sizes are the venue's own until a {@link
 * Book} is made of the best levels.
 */
public final class OrderBook {

  private final Listing listing;
  private final BookSide bids = BookSide.bids();
  private final BookSide asks = BookSide.asks();
  private boolean changed;

  OrderBook(Listing listing) {
    this.listing = listing;
  }

  Listing listing() {
    return listing;
  }

  public BookSide bids() {
    return bids;
  }

  public BookSide asks() {
    return asks;
  }

  /** Forgets everything: a snapshot follows. */
  void clear() {
    bids.clear();
    asks.clear();
    changed = true;
  }

  /**
   * Whether a message may name such a level.
   *
   * @param size in the venue's unit; 0 removes the level
   * @throws BadMessageException if no level can have this price or size
   */
  public static void checkLevel(double price, double size) throws BadMessageException {
    if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("the price of a level is " + price);
    }
    if (!(size >= 0 && size < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("the size of the level at " + price + " is " + size);
    }
  }

  /** Sets a level's size, in the venue's unit; 0 removes it. */
  public void set(boolean bid, double price, double size) {
    setChanged((bid ? bids : asks).set(price, size));
  }

  /** The same of a level that was written so. */
  void set(boolean bid, double price, double size, byte[] text) {
    setChanged((bid ? bids : asks).set(price, size, text));
  }

  private void setChanged(int level) {
    if (level < Book.MAX_LEVELS) {
      changed = true;
    }
  }

  /** Whether the levels that a {@link Book} holds changed since the last one was made. */
  public boolean changed() {
    return changed;
  }

  /** Whether the levels that a {@link Book} holds are known; a side that forgot none is. */
  public boolean isDeepEnough() {
    return isDeepEnough(bids) && isDeepEnough(asks);
  }

  private static boolean isDeepEnough(BookSide side) {
    return !side.forgot() || side.count() >= Book.MAX_LEVELS;
  }

  /** Whether there are no bids or no asks. */
  public boolean isOneSided() {
    return bids.count() == 0 || asks.count() == 0;
  }

  /** Whether somebody would buy for more than somebody sells for. */
  public boolean isCrossed() {
    return !isOneSided() && bids.price(0) >= asks.price(0);
  }

  /** For people: how it is crossed. */
  public String crossing() {
    return "the best bid " + bids.price(0) + " is not below the best ask " + asks.price(0);
  }

  /** The best levels as a fact; rejected where a side is empty or the book is crossed. */
  public Parsed<Book> top(long eventTime, long receivedAt) {
    changed = false;
    return Book.of(
        listing.instrument(),
        eventTime,
        receivedAt,
        prices(bids),
        sizes(bids),
        prices(asks),
        sizes(asks));
  }

  /**
   * The best levels as a quote shows them that is newer than the book: what is better than it is
   * gone, its own levels are as it says. The book itself stays as it is, for changes hold whole
   * sizes. Sizes are in the venue's unit; 0 where the quote has no such side.
   */
  public Parsed<Book> top(
      double bid, double bidSize, double ask, double askSize, long eventTime, long receivedAt) {
    changed = false;
    double[][] bidLevels = through(bids, bid, bidSize);
    double[][] askLevels = through(asks, ask, askSize);
    return Book.of(
        listing.instrument(),
        eventTime,
        receivedAt,
        bidLevels[0],
        bidLevels[1],
        askLevels[0],
        askLevels[1]);
  }

  private double[][] through(BookSide side, double best, double size) {
    if (size == 0) {
      return new double[2][0];
    }
    int from = side.firstWorse(best);
    int count = 1 + Math.min(side.count() - from, Book.MAX_LEVELS - 1);
    double[][] levels = new double[2][count];
    levels[0][0] = best;
    levels[1][0] = listing.unit().base(size, best);
    for (int i = 1; i < count; i++) {
      levels[0][i] = side.price(from + i - 1);
      levels[1][i] = listing.unit().base(side.size(from + i - 1), levels[0][i]);
    }
    return levels;
  }

  private static double[] prices(BookSide side) {
    double[] prices = new double[Math.min(side.count(), Book.MAX_LEVELS)];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = side.price(i);
    }
    return prices;
  }

  private double[] sizes(BookSide side) {
    double[] sizes = new double[Math.min(side.count(), Book.MAX_LEVELS)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = listing.unit().base(side.size(i), side.price(i));
    }
    return sizes;
  }
}
