package io.tidemark.exchange;

import io.tidemark.core.fact.RejectReason;

/**
 * An order book whose snapshot and changes come on one stream, so that a change before the snapshot
 * is never needed after it.
 */
final class StreamedBook {

  private final OrderBook book;
  private final boolean chained;
  private boolean awaiting = true;

  /**
   * Awaits its first snapshot.
   *
   * @param chained whether the venue numbers or sums up its messages. If it does not, a crossed
   *     book is the only sign that one was lost
   */
  StreamedBook(Listing listing, boolean chained) {
    this.book = new OrderBook(listing);
    this.chained = chained;
  }

  OrderBook book() {
    return book;
  }

  /** Whether changes mean nothing until a snapshot comes. */
  boolean isAwaiting() {
    return awaiting;
  }

  /** Starts anew from a snapshot. */
  void begin(LevelChanges snapshot) {
    book.clear();
    snapshot.applyTo(book);
    awaiting = false;
  }

  /** The book's best levels after a message, if they changed. */
  Outcome top(long eventTime, long receivedAt) {
    if (!book.changed()) {
      return new Outcome.Passed(NoFact.BEYOND_DEPTH);
    }
    if (!book.isDeepEnough()) {
      return lost("levels that were forgotten would be needed");
    }
    if (!chained && isCrossed()) {
      return lost(
          "best bid "
              + book.bids().price(0)
              + " is not below best ask "
              + book.asks().price(0)
              + ": a change is missing");
    }
    return Outcome.of(book.top(eventTime, receivedAt));
  }

  private boolean isCrossed() {
    return book.bids().count() > 0
        && book.asks().count() > 0
        && book.bids().price(0) >= book.asks().price(0);
  }

  /** Something is missing. */
  Outcome lost(String why) {
    await();
    return new Outcome.Refused(RejectReason.OUT_OF_SEQUENCE, waiting(why));
  }

  /** A change that cannot be read is missing too. */
  Outcome unreadable(BadMessageException why) {
    await();
    return new Outcome.Refused(RejectReason.UNDECODABLE, waiting(String.valueOf(why.getMessage())));
  }

  /** Forgets everything until a snapshot comes. */
  void await() {
    book.clear();
    awaiting = true;
  }

  private String waiting(String why) {
    return why + "; the book of " + book.listing().instrument() + " waits for a snapshot";
  }
}
