package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.WireTime;
import org.jspecify.annotations.Nullable;

/**
 * A window of Bybit's book: the best levels of each side, always both. {@code cross_seq} rises from
 * message to message, but not by 1: it counts what happened in the matching engine, not what was
 * sent. So only a level that is not where it should be tells that a message is missing.
 */
final class BybitBook {

  private enum Change {
    DELETE("delete", " is deleted, but is not there"),
    UPDATE("update", " is updated, but is not there"),
    INSERT("insert", " is inserted, but was there");

    private final String field;
    private final String unexpected;

    Change(String field, String unexpected) {
      this.field = field;
      this.unexpected = unexpected;
    }
  }

  private final TrackedBook book;
  private long snapshotSeq;
  private long lastSeq;

  BybitBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING_OR_EMPTY_SIDE);
  }

  boolean isOf(String topic) {
    return book.isOf(topic);
  }

  void restart() {
    book.restart();
  }

  void forget() {
    book.forget();
  }

  /** Reads a message of its topic. */
  Outcome read(JsonNode node, long at) {
    String type = node.path("type").asText();
    return switch (type) {
      case "snapshot" -> book.snapshot(() -> snapshot(node, at));
      case "delta" -> book.change(() -> delta(node, at));
      default -> book.unreadable("type is '" + type + "', which is not known");
    };
  }

  private Outcome snapshot(JsonNode node, long at) throws BadMessageException {
    JsonNode data = node.path("data");
    for (JsonNode row : data.isArray() ? data : Json.array(data, "order_book")) {
      book.set(isBid(row), Json.number(row, "price"), Json.number(row, "size"));
    }
    snapshotSeq = Json.whole(node, "cross_seq");
    lastSeq = snapshotSeq;
    return book.outcome(WireTime.ofMicros(node, "timestamp_e6"), at);
  }

  private Outcome delta(JsonNode node, long at) throws BadMessageException {
    long seq = Json.whole(node, "cross_seq");
    if (book.isKnown() && seq <= snapshotSeq) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    if (book.isKnown() && seq == lastSeq) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    if (book.isKnown() && seq < lastSeq) {
      return book.lost("cross_seq runs back from " + lastSeq + " to " + seq);
    }
    long time = WireTime.ofMicros(node, "timestamp_e6");
    String unexpected = apply(node.path("data"));
    if (unexpected != null && book.isKnown()) {
      Statement statement = book.statement(time);
      return book.lost("something is missing before cross_seq " + seq + ": " + unexpected)
          .stating(statement);
    }
    lastSeq = seq;
    return book.outcome(time, at);
  }

  /** Sets what changed; answers the first level that was not where the change says it was. */
  private @Nullable String apply(JsonNode data) throws BadMessageException {
    String unexpected = null;
    for (Change change : Change.values()) {
      for (JsonNode row : Json.array(data, change.field)) {
        double price = Json.number(row, "price");
        boolean there = book.has(isBid(row), price);
        if (unexpected == null && there == (change == Change.INSERT)) {
          unexpected = "the level at " + price + change.unexpected;
        }
        book.set(isBid(row), price, change == Change.DELETE ? 0 : Json.number(row, "size"));
      }
    }
    return unexpected;
  }

  private static boolean isBid(JsonNode row) throws BadMessageException {
    return Json.buys(row, "side");
  }
}
