package io.tidemark.exchange.cryptocom;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.WireTime;

/**
 * Crypto.com's book: whole each time, or whole once and then changes that name the one before in
 * {@code pu}. Before 2022 they named none: then a crossed book is the only sign of a lost one.
 */
final class CryptoComBook {

  private final TrackedBook book;
  private long last;

  CryptoComBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING);
  }

  TrackedBook tracked() {
    return book;
  }

  /**
   * The whole book.
   *
   * @param subscription {@code book.BTC_USDT.150}
   * @param depth levels a side that were subscribed; 0 where that is not said
   */
  Outcome snapshot(String subscription, int depth, JsonNode row, long at) {
    if (!book.beginsWith(subscription)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return book.snapshot(
        () -> {
          last = row.has("u") ? Json.whole(row, "u") : 0;
          return levels(row, row, depth, at);
        });
  }

  /** A change; see {@link #snapshot}. */
  Outcome change(String subscription, int depth, JsonNode row, long at) {
    if (!book.isOf(subscription)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    TrackedBook.Reading levels = () -> levels(row.path("update"), row, depth, at);
    return book.isKnown() && row.has("pu")
        ? book.change(() -> next(row, levels))
        : book.change(levels);
  }

  private Outcome next(JsonNode row, TrackedBook.Reading levels) throws BadMessageException {
    long number = Json.whole(row, "u");
    long follows = Json.whole(row, "pu");
    if (number <= last && follows != last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    if (follows != last) {
      return book.lostBefore(
          "a change follows " + follows + ", but the one before was " + last, levels);
    }
    Outcome outcome = levels.read();
    last = number;
    return outcome;
  }

  /** Levels beyond the subscribed depth are not told of any more. */
  private Outcome levels(JsonNode levels, JsonNode row, int depth, long at)
      throws BadMessageException {
    book.setAll(true, Json.array(levels, "bids"));
    book.setAll(false, Json.array(levels, "asks"));
    if (depth > 0) {
      book.levels().bids().keep(depth);
      book.levels().asks().keep(depth);
    }
    return book.outcome(WireTime.ofMillis(row, "t"), at);
  }
}
