package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * BitMEX's book, whose levels have ids: the price is said once, when a level is inserted. There is
 * no chain: only an id that is not known, or is known already, tells that a message is missing.
 */
final class BitmexBook {

  /** The table of the best ten levels, all of them each time. */
  static final String BEST_TEN = "orderBook10";

  private static final int MOST_IDS = 2 * BookSide.MOST_LEVELS;

  private final TrackedBook book;
  private final Map<Long, Double> bids = new HashMap<>();
  private final Map<Long, Double> asks = new HashMap<>();
  private boolean ofTen;

  BitmexBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING_OR_EMPTY_SIDE);
  }

  /**
   * Whether the book is read from this table: the first that tells it, but from the best ten levels
   * only as long as nothing tells more.
   */
  boolean isOf(String table, String action) {
    if (ofTen && !table.equals(BEST_TEN) && action.equals("partial")) {
      book.restart();
    }
    boolean is = book.isOf(table);
    ofTen = is ? table.equals(BEST_TEN) : ofTen;
    return is;
  }

  void restart() {
    book.restart();
  }

  void forget() {
    book.forget();
  }

  /**
   * Reads what a message says of this symbol.
   *
   * @param time the exchange's, µs since the epoch
   */
  Outcome read(String action, List<JsonNode> rows, long time, long at) {
    if (!action.equals("partial")) {
      return book.change(() -> apply(action, rows, time, at));
    }
    bids.clear();
    asks.clear();
    return book.snapshot(() -> apply(action, rows, time, at));
  }

  /** Reads the best ten levels. */
  Outcome bestTen(JsonNode row, long time, long at) {
    return book.snapshot(
        () -> {
          book.setAll(true, Json.array(row, "bids"));
          book.setAll(false, Json.array(row, "asks"));
          return book.outcome(time, at);
        });
  }

  /** What a change names and is there is stated also where the rest shows that one is missing. */
  private Outcome apply(String action, List<JsonNode> rows, long time, long at)
      throws BadMessageException {
    String unexpected = null;
    int stated = 0;
    for (JsonNode row : rows) {
      String why = apply(action, row);
      stated += why == null ? 1 : 0;
      unexpected = unexpected == null ? why : unexpected;
    }
    if (unexpected == null) {
      return book.outcome(time, at);
    }
    Statement statement = stated == 0 ? null : book.statement(time);
    return book.lost(unexpected).stating(statement);
  }

  private @Nullable String apply(String action, JsonNode row) throws BadMessageException {
    boolean bid = Json.buys(row, "side");
    Map<Long, Double> prices = bid ? bids : asks;
    long id = Json.whole(row, "id");
    Double price = prices.get(id);
    boolean inserts = action.equals("partial") || action.equals("insert");
    if (inserts == (price != null)) {
      return "something is missing before the %s of level %d, which %s there"
          .formatted(action, id, inserts ? "was" : "is not");
    }
    if (inserts) {
      double inserted = Json.number(row, "price");
      book.set(bid, inserted, Json.number(row, "size"));
      prices.put(id, inserted);
      return prices.size() > MOST_IDS ? "a side has more than " + MOST_IDS + " levels" : null;
    }
    return change(action, row, bid, id, prices);
  }

  private @Nullable String change(
      String action, JsonNode row, boolean bid, long id, Map<Long, Double> prices)
      throws BadMessageException {
    double price = prices.getOrDefault(id, Double.NaN);
    switch (action) {
      case "update" -> book.set(bid, price, Json.number(row, "size"));
      case "delete" -> {
        book.set(bid, price, 0);
        prices.remove(id);
      }
      default -> throw new BadMessageException("action is '" + action + "', which is not known");
    }
    return null;
  }
}
