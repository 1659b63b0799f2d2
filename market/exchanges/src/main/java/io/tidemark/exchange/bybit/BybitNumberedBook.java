package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.WireTime;

/**
 * A book of Bybit since version 3: a snapshot, then changes whose number {@code u} rises by 1. The
 * number 1 is a snapshot too: the venue began anew. Old books of spot have no numbers; each message
 * is the whole book, or one of a stream that only {@code f} tells to begin.
 */
final class BybitNumberedBook {

  private static final long RESTARTED = 1;

  private final NumberedBook book;

  BybitNumberedBook(Listing listing) {
    this.book = NumberedBook.snapshotInStream(listing);
  }

  boolean isOf(String topic) {
    return book.levels().isOf(topic);
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
        return whole(data, at);
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

  /** Reads a whole book of spot before version 5. */
  Outcome whole(JsonNode data, long at) {
    return book.levels().snapshot(() -> apply(data, WireTime.ofMillis(data, "t"), at));
  }

  /** Reads a change of a book of spot before version 5. */
  Outcome part(JsonNode data, long at) {
    return book.levels().change(() -> uncrossed(data, at));
  }

  /** Without a number, a crossed book is the only sign that a change is missing. */
  private Outcome uncrossed(JsonNode data, long at) throws BadMessageException {
    Outcome outcome = apply(data, WireTime.ofMillis(data, "t"), at);
    TrackedBook levels = book.levels();
    return levels.levels().isCrossed()
        ? levels.lost(levels.levels().crossing()).stating(outcome.statement())
        : outcome;
  }

  private Outcome apply(JsonNode data, long time, long at) throws BadMessageException {
    book.levels().setAll(true, Json.array(data, "b"));
    book.levels().setAll(false, Json.array(data, "a"));
    return book.levels().outcome(time, at);
  }
}
