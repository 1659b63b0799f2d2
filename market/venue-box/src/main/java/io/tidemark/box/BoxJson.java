package io.tidemark.box;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What several venues write alike in JSON. */
final class BoxJson {

  /** A level as most venues write it: price and size, both in quotes. */
  static final String PAIR = "[\"%s\",\"%s\"]";

  private BoxJson() {}

  /** Rows with commas between them. */
  static <T> String rows(Collection<T> rows, Function<T, String> row) {
    return rows.stream().map(row).collect(Collectors.joining(","));
  }

  /**
   * The levels of one side, the best first.
   *
   * @param format of a level, from its price and its size
   */
  static String levels(Map<Double, Double> side, String format) {
    return rows(side.entrySet(), level -> format.formatted(level.getKey(), level.getValue()));
  }

  /**
   * The levels of one side that changed.
   *
   * @param format of a level, from its price and its size
   */
  static String levels(BoxMarket.Change change, boolean bid, String format) {
    return rows(
        change.levels().stream().filter(level -> level.bid() == bid).toList(),
        level -> format.formatted(level.price(), level.size()));
  }

  /** Rows as answers have them that begin with the last one. */
  static <T> String newestFirst(List<T> oldestFirst, Function<T, String> row) {
    List<T> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    return rows(newestFirst, row);
  }

  /** The side of the taker. */
  static String side(BoxMarket.Deal deal) {
    return deal.takerBuys() ? "buy" : "sell";
  }
}
