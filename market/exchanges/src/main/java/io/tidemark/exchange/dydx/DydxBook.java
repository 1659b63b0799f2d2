package io.tidemark.exchange.dydx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * dYdX's book. Every level has the offset of its last change, also when it is gone; updates may
 * arrive in another order than they were made, and one that is older than its level is ignored.
 * Answers come late, so updates wait here for the snapshot, as Binance's do for theirs; those that
 * were forgotten are a gap, for no chain would tell.
 */
final class DydxBook {

  private static final int MOST_OFFSETS = 2 * BookSide.MOST_LEVELS;
  private static final int MOST_EARLY = 1_000;
  private static final long NO_OFFSET = -1;

  /** An update before the snapshot. */
  private record Early(long messageId, JsonNode contents) {}

  private final TrackedBook book;
  private final Map<Double, Long> bidOffsets = offsets();
  private final Map<Double, Long> askOffsets = offsets();
  private final Deque<Early> early = new ArrayDeque<>();
  private long forgottenId = NO_OFFSET;

  DydxBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
  }

  boolean isKnown() {
    return book.isKnown();
  }

  /** Waits for a snapshot. */
  void forget() {
    book.forget();
    bidOffsets.clear();
    askOffsets.clear();
    early.clear();
    forgottenId = NO_OFFSET;
  }

  /** Begins with the answer to a subscription, and goes on with the updates sent after it. */
  Outcome snapshot(JsonNode contents, long messageId, long at) {
    Deque<Early> updates = new ArrayDeque<>(early);
    boolean isGap = forgottenId > messageId;
    forget();
    return book.snapshot(
        () -> {
          begin(true, Json.array(contents, "bids"));
          begin(false, Json.array(contents, "asks"));
          for (Early update : updates) {
            if (update.messageId() > messageId) {
              apply(update.contents());
            }
          }
          return isGap
              ? book.lost("too many updates came before the snapshot to keep them all")
              : book.outcome(at, at);
        });
  }

  /** Applies an update; one that comes before its snapshot is kept until then. */
  Outcome update(JsonNode contents, long messageId, long at) {
    if (!book.isKnown()) {
      early.add(new Early(messageId, contents));
      if (early.size() > MOST_EARLY) {
        forgottenId = early.remove().messageId();
      }
    }
    return book.change(
        () -> apply(contents) ? book.outcome(at, at) : new Outcome.Passed(NoFact.SUPERSEDED));
  }

  private void begin(boolean bid, JsonNode levels) throws BadMessageException {
    for (JsonNode level : levels) {
      long offset = level.has("offset") ? Json.whole(level, "offset") : NO_OFFSET;
      set(bid, offset, Json.number(level, "price"), Json.number(level, "size"));
    }
  }

  /** Whether any level of the update is newer than the book's. */
  private boolean apply(JsonNode contents) throws BadMessageException {
    long offset = Json.whole(contents, "offset");
    boolean newer = false;
    for (JsonNode level : Json.array(contents, "bids")) {
      newer |= set(true, offset, Json.number(level, 0), Json.number(level, 1));
    }
    for (JsonNode level : Json.array(contents, "asks")) {
      newer |= set(false, offset, Json.number(level, 0), Json.number(level, 1));
    }
    return newer;
  }

  private boolean set(boolean bid, long offset, double price, double size)
      throws BadMessageException {
    Map<Double, Long> offsets = bid ? bidOffsets : askOffsets;
    if (offsets.getOrDefault(price, NO_OFFSET) > offset) {
      return false;
    }
    book.set(bid, price, size);
    offsets.put(price, offset);
    return true;
  }

  /** Forgets the level that was changed the longest ago: no update is that late. */
  private static Map<Double, Long> offsets() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Double, Long> eldest) {
        return size() > MOST_OFFSETS;
      }
    };
  }
}
