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
 * Deribit's book: a snapshot, then changes; each names the {@code change_id} that it follows. Or a
 * few best levels, all of them each time. Many options have no bids or no asks.
 */
final class DeribitBook {

  private final TrackedBook book;
  private long last;
  private boolean ofBestLevels;

  DeribitBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
  }

  /**
   * Whether the book is read from this channel: the first that tells it, but from a few best levels
   * only as long as nothing tells all.
   */
  boolean isOf(String channel, JsonNode data) {
    boolean partial = isOfBestLevels(data);
    if (ofBestLevels && !partial && !isChange(data)) {
      book.restart();
    }
    boolean is = book.isOf(channel);
    ofBestLevels = is ? partial : ofBestLevels;
    return is;
  }

  /** Levels of a grouped book are {@code [price, amount]}, and all that the channel tells. */
  private static boolean isOfBestLevels(JsonNode data) {
    JsonNode level = data.path("bids").path(0);
    return (level.isMissingNode() ? data.path("asks").path(0) : level).size() == 2;
  }

  /** Old notifications do not say their type. */
  private static boolean isChange(JsonNode data) {
    return data.has("type")
        ? data.path("type").asText().equals("change")
        : data.has("prev_change_id");
  }

  void restart() {
    book.restart();
  }

  /** Reads a notification. */
  Outcome read(JsonNode data, long at) {
    String type = data.path("type").asText();
    if (!type.isEmpty() && !type.equals("snapshot") && !type.equals("change")) {
      return book.unreadable("type is '" + type + "', which is not known");
    }
    return isChange(data)
        ? book.change(() -> book.isKnown() ? change(data, at) : apply(data, at))
        : book.snapshot(() -> apply(data, at));
  }

  /** A change that does not follow is stated, and then the book is lost. */
  private Outcome change(JsonNode data, long at) throws BadMessageException {
    if (Json.whole(data, "change_id") <= last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    long before = last;
    long follows = Json.whole(data, "prev_change_id");
    Outcome applied = apply(data, at);
    return follows == before
        ? applied
        : book.lost("a change follows change_id " + follows + ", but the one before was " + before)
            .stating(applied.statement());
  }

  private Outcome apply(JsonNode data, long at) throws BadMessageException {
    set(true, Json.array(data, "bids"));
    set(false, Json.array(data, "asks"));
    last = Json.whole(data, "change_id");
    return book.outcome(WireTime.ofMillis(data, "timestamp"), at);
  }

  private void set(boolean bid, JsonNode levels) throws BadMessageException {
    for (JsonNode level : levels) {
      if (level.size() == 2) {
        book.set(bid, Json.number(level, 0), Json.number(level, 1));
      } else {
        boolean deleted = level.path(0).asText().equals("delete");
        book.set(bid, Json.number(level, 1), deleted ? 0 : Json.number(level, 2));
      }
    }
  }
}
