package io.tidemark.exchange.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;

/**
 * A book of Bitget: a snapshot, then changes. In version 3 each names the number of the one before;
 * in older ones a crossed book is the sign that a change is missing. Small books come whole each
 * time.
 */
final class BitgetBook {

  private final NumberedBook book;

  BitgetBook(Listing listing) {
    this.book = NumberedBook.snapshotInStream(listing);
  }

  boolean isOf(String channel) {
    return book.levels().isOf(channel);
  }

  void restart() {
    book.restart();
  }

  void forget() {
    book.forget();
  }

  /**
   * Reads a row of a book channel.
   *
   * @param time µs since the epoch
   */
  Outcome read(String action, JsonNode row, long time, long at) {
    try {
      long number = row.has("seq") ? Json.whole(row, "seq") : 0;
      return switch (action) {
        case "snapshot" -> book.snapshot(number, () -> apply(row, time, at));
        case "update" ->
            row.has("pseq")
                ? book.change(Json.whole(row, "pseq") + 1, number, () -> apply(row, time, at))
                : book.levels().change(() -> uncrossed(row, time, at));
        default -> throw new BadMessageException("action is '" + action + "', not known");
      };
    } catch (BadMessageException e) {
      return book.levels().unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Outcome uncrossed(JsonNode row, long time, long at) throws BadMessageException {
    Outcome outcome = apply(row, time, at);
    TrackedBook levels = book.levels();
    return levels.levels().isCrossed()
        ? levels.lost(levels.levels().crossing()).stating(outcome.statement())
        : outcome;
  }

  private Outcome apply(JsonNode row, long time, long at) throws BadMessageException {
    book.levels().setAll(true, Json.array(row, row.has("b") ? "b" : "bids"));
    book.levels().setAll(false, Json.array(row, row.has("a") ? "a" : "asks"));
    return book.levels().outcome(time, at);
  }
}
