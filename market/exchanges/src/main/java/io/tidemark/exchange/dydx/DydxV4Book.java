package io.tidemark.exchange.dydx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.OrderBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * dYdX' book, version 4: what one node knows of the books that the others hold, so it may be
 * crossed for a while. Of two levels that cross, the one that was told longer ago is out of date
 * ("How to uncross the orderbook" in the documentation): a fact leaves it out, the book keeps it.
 */
final class DydxV4Book {

  private static final int MOST_TOLD = 2 * BookSide.MOST_LEVELS;
  private static final int MOST_EARLY = 1_000;
  private static final long NOT_TOLD = 0;

  /** An update before the snapshot of its connection. */
  private record Early(String connection, long messageId, JsonNode contents) {}

  private final TrackedBook book;
  private final Map<Double, Long> bidsTold = told();
  private final Map<Double, Long> asksTold = told();

  private final ArrayDeque<Early> early = new ArrayDeque<>();

  /** The last update before a snapshot that was not kept; 0 where all were. */
  private long forgotten;

  /** The connection that told the book. */
  private String connection = "";

  /** Counts messages of the book. */
  private long message;

  DydxV4Book(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
  }

  /** Whether the book is known, by what this connection told. */
  boolean isKnownBy(String id) {
    return book.isKnown() && connection.equals(id);
  }

  /** Waits for a snapshot. */
  void forget() {
    book.forget();
    early.clear();
    forgotten = 0;
    bidsTold.clear();
    asksTold.clear();
  }

  /**
   * The whole book, and what its connection told after it, but said before: answers come late. It
   * goes on with changes of the same connection.
   */
  Outcome snapshot(String id, long messageId, JsonNode contents, long at) {
    List<Early> updates =
        early.stream()
            .filter(it -> it.connection().equals(id) && it.messageId() > messageId)
            .toList();
    boolean isGap = forgotten > messageId;
    forget();
    connection = id;
    return book.snapshot(
        () -> {
          set(contents, ++message);
          for (Early update : updates) {
            set(update.contents(), ++message);
          }
          return isGap
              ? book.lost("too many updates came before the snapshot to keep them all")
              : outcome(at);
        });
  }

  /**
   * Levels that changed; either side may be absent. Those that another connection tells than the
   * one that told the book are stated only, and kept: it will tell the whole book.
   */
  Outcome change(String id, long messageId, JsonNode contents, long at) {
    if (isKnownBy(id)) {
      return book.change(
          () -> {
            set(contents, ++message);
            return outcome(at);
          });
    }
    if (early.size() == MOST_EARLY) {
      forgotten = early.remove().messageId();
    }
    early.add(new Early(id, messageId, contents));
    return book.state(
        () -> {
          set(contents, NOT_TOLD);
          return book.outcome(at, at);
        });
  }

  private Outcome outcome(long at) {
    return book.levels().isCrossed() ? uncrossed(at) : book.outcome(at, at);
  }

  private void set(JsonNode contents, long order) throws BadMessageException {
    if (!contents.has("bids") && !contents.has("asks")) {
      throw new BadMessageException("there are neither bids nor asks");
    }
    set(true, contents.path("bids"), order);
    set(false, contents.path("asks"), order);
  }

  /** A row is {@code {"price", "size"}} in answers, {@code [price, size]} in updates. */
  private void set(boolean bid, JsonNode rows, long order) throws BadMessageException {
    Map<Double, Long> told = bid ? bidsTold : asksTold;
    for (JsonNode row : rows) {
      double price = row.isArray() ? Json.number(row, 0) : Json.number(row, "price");
      double size = row.isArray() ? Json.number(row, 1) : Json.number(row, "size");
      book.set(bid, price, size);
      if (size > 0 && order != NOT_TOLD) {
        told.put(price, order);
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
            levels.top(bids.price(bid), bids.size(bid), asks.price(ask), asks.size(ask), at, at))
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
