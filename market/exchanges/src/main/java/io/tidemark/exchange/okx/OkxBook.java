package io.tidemark.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.SummedBook;

/**
 * A book of OKX: a snapshot, then changes that each name the number of the one before. Numbers need
 * not rise by 1, and may fall when the venue resets them. Older books have no numbers but a
 * checksum, which the venue dropped in 2026. Small books come whole each time.
 */
final class OkxBook {

  private final NumberedBook book;
  private final SummedBook summed;

  OkxBook(Listing listing) {
    this.book = NumberedBook.snapshotInStream(listing);
    this.summed = new SummedBook(book.levels());
  }

  /** Small books, which come whole, name no action. */
  boolean isOf(String channel, String action) {
    return book.levels().isOf(channel, action.equals("snapshot") || action.equals("partial"));
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
      SummedBook.Said said =
          new SummedBook.Said(
              Json.array(data, "bids"),
              Json.array(data, "asks"),
              Json.says(data, "checksum") ? Json.whole(data, "checksum") : SummedBook.NONE,
              row.time(at));
      boolean numbered = data.has("prevSeqId");
      return switch (action) {
        case "partial", "snapshot", "" ->
            numbered
                ? book.snapshot(Json.whole(data, "seqId"), () -> apply(said, at))
                : summed.snapshot(said, at);
        case "update" ->
            numbered
                ? book.change(
                    Json.whole(data, "prevSeqId") + 1,
                    Json.whole(data, "seqId"),
                    () -> apply(said, at))
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
