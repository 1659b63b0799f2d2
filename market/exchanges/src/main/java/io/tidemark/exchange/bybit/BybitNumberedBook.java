package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.SummedBook;
import io.tidemark.exchange.protocol.WireTime;

/**
 * A book of Bybit since version 3: a snapshot, then changes whose number {@code u} rises by 1. The
 * number 1 is a snapshot too: the venue began anew. Old books of spot have no numbers; each message
 * is the whole book, or one of a stream that only {@code f} tells to begin.
 */
final class BybitNumberedBook {

  private static final long RESTARTED = 1;

  private final NumberedBook book;
  private final SummedBook summed;

  BybitNumberedBook(Listing listing) {
    this.book = NumberedBook.snapshotInStream(listing);
    this.summed = new SummedBook(book.levels());
  }

  /**
   * Whether the book is built from this topic.
   *
   * @param begins whether the message is a snapshot that changes follow
   */
  boolean isOf(String topic, boolean begins) {
    return book.levels().isOf(topic, begins);
  }

  void restart() {
    book.restart();
  }

  void forget() {
    book.forget();
  }

  /** Reads a message of {@code orderbook}. */
  Outcome read(JsonNode node, long at) {
    JsonNode data = node.path("data");
    try {
      String type = node.path("type").asText();
      boolean snapshot = type.equals("snapshot");
      if (!snapshot && !type.equals("delta")) {
        throw new BadMessageException("type is '" + type + "', which is not known");
      }
      if (!data.has("u") && snapshot) {
        return spot(data, false, at);
      }
      long time = WireTime.ofMillis(node, "ts");
      long number = Json.whole(data, "u");
      return snapshot || number == RESTARTED
          ? book.snapshot(number, () -> apply(data, time, at))
          : book.change(number, number, () -> apply(data, time, at));
    } catch (BadMessageException e) {
      return book.levels().unreadable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads a book of spot before version 5.
   *
   * @param part whether it is a change, not the whole book
   */
  Outcome spot(JsonNode data, boolean part, long at) {
    try {
      SummedBook.Said said = said(data);
      return part ? summed.change(said, at) : summed.snapshot(said, at);
    } catch (BadMessageException e) {
      return book.levels().unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static SummedBook.Said said(JsonNode data) throws BadMessageException {
    return new SummedBook.Said(
        Json.array(data, "b"),
        Json.array(data, "a"),
        SummedBook.NONE,
        WireTime.ofMillis(data, "t"));
  }

  private Outcome apply(JsonNode data, long time, long at) throws BadMessageException {
    book.levels().setAll(true, Json.array(data, "b"));
    book.levels().setAll(false, Json.array(data, "a"));
    return book.levels().outcome(time, at);
  }
}
