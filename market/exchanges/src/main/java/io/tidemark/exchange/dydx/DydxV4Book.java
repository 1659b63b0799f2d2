package io.tidemark.exchange.dydx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.OrderBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * dYdX' book, version 4: what one node knows of the books that the others hold, so it may be
 * crossed for a while. Of two levels that cross, the one that was told longer ago is out of date
 * ("How to uncross the orderbook" in the documentation): a fact leaves it out, the book keeps it.
 */
final class DydxV4Book {

  private static final int MOST_TOLD = 2 * BookSide.MOST_LEVELS;

  private final TrackedBook book;
  private final Map<Double, Long> bidsTold = told();
  private final Map<Double, Long> asksTold = told();

  /** Counts messages of the book. */
  private long message;

  DydxV4Book(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
  }

  boolean isKnown() {
    return book.isKnown();
  }

  /** Waits for a snapshot. */
  void forget() {
    book.forget();
    bidsTold.clear();
    asksTold.clear();
  }

  /** The whole book. */
  Outcome snapshot(JsonNode contents, long at) {
    bidsTold.clear();
    asksTold.clear();
    return book.snapshot(() -> levels(contents, at));
  }

  /** Levels that changed; either side may be absent. */
  Outcome change(JsonNode contents, long at) {
    return book.change(() -> levels(contents, at));
  }

  private Outcome levels(JsonNode contents, long at) throws BadMessageException {
    if (!contents.has("bids") && !contents.has("asks")) {
      throw new BadMessageException("there are neither bids nor asks");
    }
    message++;
    set(true, contents.path("bids"));
    set(false, contents.path("asks"));
    return book.isKnown() && book.levels().isCrossed() ? uncrossed(at) : book.outcome(at, at);
  }

  /** {@code {"price", "size"}} in answers, {@code [price, size]} in updates. */
  private void set(boolean bid, JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      boolean pair = row.isArray();
      double price = pair ? Json.number(row, 0) : Json.number(row, "price");
      double size = pair ? Json.number(row, 1) : Json.number(row, "size");
      book.set(bid, price, size);
      Map<Double, Long> told = bid ? bidsTold : asksTold;
      if (size == 0) {
        told.remove(price);
      } else if (book.isKnown()) {
        told.put(price, message);
      }
    }
  }

  private Outcome uncrossed(long at) {
    OrderBook levels = book.levels();
    BookSide bids = levels.bids();
    BookSide asks = levels.asks();
    int bid = 0;
    int ask = 0;
    while (bid < bids.count() && ask < asks.count() && bids.price(bid) >= asks.price(ask)) {
      if (isBidPast(bids, bid, asks, ask)) {
        bid++;
      } else {
        ask++;
      }
    }
    if (bid == bids.count() || ask == asks.count()) {
      return book.outcome(at, at);
    }
    return Outcome.of(
            levels.top(
                bids.price(bid), bids.size(bid), asks.price(ask), asks.size(ask), at, at))
        .stating(book.statement(at));
  }

  /** Where both were told at once, the smaller one would be taken by the larger. */
  private boolean isBidPast(BookSide bids, int bid, BookSide asks, int ask) {
    long bidTold = bidsTold.getOrDefault(bids.price(bid), 0L);
    long askTold = asksTold.getOrDefault(asks.price(ask), 0L);
    return bidTold == askTold ? bids.size(bid) < asks.size(ask) : bidTold < askTold;
  }

  /** Forgets what was told the longest ago; it counts as older than all others. */
  private static Map<Double, Long> told() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Double, Long> eldest) {
        return size() > MOST_TOLD;
      }
    };
  }
}
