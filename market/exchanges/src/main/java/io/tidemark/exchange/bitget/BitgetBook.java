package io.tidemark.exchange.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.SummedBook;

/**
 * A book of Bitget: a snapshot, then changes. In version 3 each names the number of the one before,
 * in older ones each has a checksum. Small books come whole each time.
 */
final class BitgetBook {

  private final NumberedBook book;
  private final SummedBook summed;

  BitgetBook(Listing listing) {
    this.book = NumberedBook.snapshotInStream(listing);
    this.summed = new SummedBook(book.levels());
  }

  /** Small books come whole each time. */
  boolean isOf(String channel, String action) {
    return book.levels().isOf(channel, channel.equals("books") && action.equals("snapshot"));
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
      SummedBook.Said said =
          new SummedBook.Said(
              Json.array(row, row.has("b") ? "b" : "bids"),
              Json.array(row, row.has("a") ? "a" : "asks"),
              Json.says(row, "checksum") ? Json.whole(row, "checksum") : SummedBook.NONE,
              time);
      boolean numbered = row.has("pseq");
      return switch (action) {
        case "snapshot" ->
            numbered
                ? book.snapshot(Json.whole(row, "seq"), () -> apply(said, at))
                : summed.snapshot(said, at);
        case "update" ->
            numbered
                ? book.change(
                    Json.whole(row, "pseq") + 1, Json.whole(row, "seq"), () -> apply(said, at))
                : summed.change(said, at);
        default -> throw new BadMessageException("action is '" + action + "', not known");
      };
    } catch (BadMessageException e) {
      return book.levels().unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Outcome apply(SummedBook.Said said, long at) throws BadMessageException {
    book.levels().setAll(true, said.bids());
    book.levels().setAll(false, said.asks());
    return book.levels().outcome(said.time(), at);
  }
}
