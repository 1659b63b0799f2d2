package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The levels that one message names, read whole before any of them reaches the book. */
final class LevelChanges {

  private record Level(boolean bid, double price, double size) {}

  private final List<Level> levels = new ArrayList<>();

  /**
   * Adds a level.
   *
   * @param size in the venue's unit; 0 removes the level
   * @throws BadMessageException if price or size cannot be
   */
  void add(boolean bid, double price, double size) throws BadMessageException {
    if (!(price > 0) || price == Double.POSITIVE_INFINITY) {
      throw new BadMessageException("a level's price is " + price);
    }
    if (!(size >= 0) || size == Double.POSITIVE_INFINITY) {
      throw new BadMessageException("a level's size is " + size);
    }
    levels.add(new Level(bid, price, size));
  }

  /**
   * Adds levels of the form {@code [price, size, ...]}.
   *
   * @throws BadMessageException if they have another
   */
  void addAll(boolean bid, JsonNode rows) throws BadMessageException {
    if (!rows.isArray()) {
      throw new BadMessageException((bid ? "the bids are" : "the asks are") + " no list");
    }
    for (JsonNode row : rows) {
      add(bid, Json.number(row, 0), Json.number(row, 1));
    }
  }

  /**
   * Adds levels of the form {@code ["buy" or "sell", price, size]}.
   *
   * @throws BadMessageException if they have another
   */
  void addSided(JsonNode rows) throws BadMessageException {
    if (!rows.isArray()) {
      throw new BadMessageException("the changes are no list");
    }
    for (JsonNode row : rows) {
      add(isBuy(row.path(0).asText()), Json.number(row, 1), Json.number(row, 2));
    }
  }

  /**
   * Whether the word says buy.
   *
   * @throws BadMessageException if it says neither buy nor sell
   */
  static boolean isBuy(String side) throws BadMessageException {
    return switch (side) {
      case "buy" -> true;
      case "sell" -> false;
      default -> throw new BadMessageException("side is '" + side + "', not buy or sell");
    };
  }

  void applyTo(OrderBook book) {
    for (Level level : levels) {
      book.set(level.bid(), level.price(), level.size());
    }
  }
}
