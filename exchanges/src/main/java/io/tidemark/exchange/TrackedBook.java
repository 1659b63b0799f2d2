package io.tidemark.exchange;

import io.tidemark.core.fact.RejectReason;

/** An order book that is known from its snapshot on, until something turns out to be missing. */
final class TrackedBook {

  private final OrderBook book;
  private final boolean mayBeOneSided;
  private boolean known;

  /**
   * @param mayBeOneSided whether a side without levels is as it should be; where the venue has no
   *     chain of its own, or always sends levels on both sides, it is the sign of a loss
   */
  TrackedBook(Listing listing, boolean mayBeOneSided) {
    this.book = new OrderBook(listing);
    this.mayBeOneSided = mayBeOneSided;
  }

  /** Whether there was a snapshot, and nothing was missing since. */
  boolean isKnown() {
    return known;
  }

  /** A snapshot's levels follow. */
  void begin() {
    book.clear();
    known = true;
  }

  /** The book is not known any more. */
  void forget() {
    book.clear();
    known = false;
  }

  /** Something is missing: the book is forgotten until the next snapshot. */
  Outcome broken(String sentence) {
    forget();
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        book.listing().instrument() + ": " + sentence + "; the book waits for a snapshot");
  }

  boolean has(boolean bid, double price) {
    return side(bid).has(price);
  }

  /**
   * Sets a level's size, in the venue's unit; 0 removes it.
   *
   * @throws BadMessageException if no level can have this price or size
   */
  void set(boolean bid, double price, double size) throws BadMessageException {
    if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("the price of a level is " + price);
    }
    if (!(size >= 0 && size < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("the size of the level at " + price + " is " + size);
    }
    book.set(bid, price, size);
  }

  /** The best levels, if they changed; a sign that something is missing, if there is one. */
  Outcome outcome(long eventTime, long receivedAt) {
    BookSide bids = book.bids();
    BookSide asks = book.asks();
    if (bids.count() == 0 || asks.count() == 0) {
      return mayBeOneSided
          ? new Outcome.Passed(NoFact.ONE_SIDED)
          : broken("no " + (bids.count() == 0 ? "bids" : "asks") + " are left");
    }
    if (bids.price(0) >= asks.price(0)) {
      return broken(
          "the best bid " + bids.price(0) + " is not below the best ask " + asks.price(0));
    }
    if (!book.isDeepEnough()) {
      return broken("too many levels went, and those beyond them were not kept");
    }
    return book.changed()
        ? Outcome.of(book.top(eventTime, receivedAt))
        : new Outcome.Passed(NoFact.BEYOND_DEPTH);
  }

  private BookSide side(boolean bid) {
    return bid ? book.bids() : book.asks();
  }
}
