package io.tidemark.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;

/**
 * A book of OKX: a snapshot, then changes that each name the number of the one before. Numbers need
 * not rise by 1, and may fall when the venue resets them. Books of before 2022 have none: then a
 * crossed book is the sign that a change is missing. Small books come whole each time.
 */
final class OkxBook {

  private final NumberedBook book;

  OkxBook(Listing listing) {
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
   * @param action what the message says that it is; empty where each is the whole book
   */
  Outcome read(String action, OkxRow row, long at) {
    JsonNode data = row.node();
    try {
      boolean numbered = data.has("seqId");
      long number = numbered ? Json.whole(data, "seqId") : 0;
      long time = row.time(at);
      return switch (action) {
        case "partial", "snapshot", "" -> book.snapshot(number, () -> apply(data, time, at));
        case "update" ->
            numbered && data.has("prevSeqId")
                ? book.change(
                    Json.whole(data, "prevSeqId") + 1, number, () -> apply(data, time, at))
                : book.levels().change(() -> uncrossed(data, time, at));
        default -> throw new BadMessageException("action is '" + action + "', not known");
      };
    } catch (BadMessageException e) {
      return book.levels().unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Outcome uncrossed(JsonNode data, long time, long at) throws BadMessageException {
    Outcome outcome = apply(data, time, at);
    TrackedBook levels = book.levels();
    return levels.levels().isCrossed()
        ? levels.lost(levels.levels().crossing()).stating(outcome.statement())
        : outcome;
  }

  private Outcome apply(JsonNode data, long time, long at) throws BadMessageException {
    book.levels().setAll(true, Json.array(data, "bids"));
    book.levels().setAll(false, Json.array(data, "asks"));
    return book.levels().outcome(time, at);
  }
}
