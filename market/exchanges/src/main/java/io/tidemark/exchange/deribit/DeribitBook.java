package io.tidemark.exchange.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.WireTime;

/**
 * Deribit's book: a snapshot, then changes; each names the {@code change_id} that it follows. Many
 * options have no bids or no asks.
 */
final class DeribitBook {

  private final TrackedBook book;
  private long last;

  DeribitBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
  }

  boolean isOf(String channel) {
    return book.isOf(channel);
  }

  void restart() {
    book.restart();
  }

  /** Reads a notification. */
  Outcome read(JsonNode data, long at) {
    String type = data.path("type").asText();
    return switch (type) {
      case "snapshot" -> book.snapshot(() -> apply(data, at));
      case "change" -> book.change(() -> change(data, at));
      default -> book.unreadable("type is '" + type + "', which is not known");
    };
  }

  private Outcome change(JsonNode data, long at) throws BadMessageException {
    if (Json.whole(data, "change_id") <= last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    long follows = Json.whole(data, "prev_change_id");
    return follows == last
        ? apply(data, at)
        : book.lost("a change follows change_id " + follows + ", but the one before was " + last);
  }

  private Outcome apply(JsonNode data, long at) throws BadMessageException {
    set(true, Json.array(data, "bids"));
    set(false, Json.array(data, "asks"));
    last = Json.whole(data, "change_id");
    return book.outcome(WireTime.ofMillis(data, "timestamp"), at);
  }

  private void set(boolean bid, JsonNode levels) throws BadMessageException {
    for (JsonNode level : levels) {
      boolean deleted = level.path(0).asText().equals("delete");
      book.set(bid, Json.number(level, 1), deleted ? 0 : Json.number(level, 2));
    }
  }
}
