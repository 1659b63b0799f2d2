package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
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

  private static final int MOST_IDS = 2 * BookSide.MOST_LEVELS;

  private final TrackedBook book;
  private final Map<Long, Double> bids = new HashMap<>();
  private final Map<Long, Double> asks = new HashMap<>();

  BitmexBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING_OR_EMPTY_SIDE);
  }

  boolean isOf(String table) {
    return book.isOf(table);
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

  private Outcome apply(String action, List<JsonNode> rows, long time, long at)
      throws BadMessageException {
    for (JsonNode row : rows) {
      String unexpected = apply(action, row);
      if (unexpected != null) {
        return book.lost(unexpected);
      }
    }
    return book.outcome(time, at);
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
