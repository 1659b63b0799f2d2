package io.tidemark.exchange;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Parsed;

/**
 * An instrument's order book as far as its venue told it. Sizes are the venue's own until a {@link
 * Book} is made of the best levels.
 */
final class OrderBook {

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

  BookSide bids() {
    return bids;
  }

  BookSide asks() {
    return asks;
  }

  /** Forgets everything: a snapshot follows. */
  void clear() {
    bids.clear();
    asks.clear();
    changed = true;
  }

  /** Sets a level's size, in the venue's unit; 0 removes it. */
  void set(boolean bid, double price, double size) {
    if ((bid ? bids : asks).set(price, size) < Book.MAX_LEVELS) {
      changed = true;
    }
  }

  /** Whether the levels that a {@link Book} holds changed since the last one was made. */
  boolean changed() {
    return changed;
  }

  /** Whether the best levels are known: what was forgotten beyond the worst may matter below. */
  boolean isDeepEnough() {
    return isDeepEnough(bids) && isDeepEnough(asks);
  }

  private static boolean isDeepEnough(BookSide side) {
    return !side.forgot() || side.count() >= Book.MAX_LEVELS;
  }

  /** The best levels as a fact; rejected where a side is empty or the book is crossed. */
  Parsed<Book> top(long eventTime, long receivedAt) {
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
