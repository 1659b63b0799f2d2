package io.tidemark.box;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Levels of books as venues write them: each in a form whose first {@code %s} is the price and
 * whose second is the size.
 */
final class BoxLevels {

  /** The form of most venues. */
  static final String TEXTS = "[\"%s\",\"%s\"]";

  private BoxLevels() {}

  /** All levels of a side, the best first. */
  static String all(String form, Map<Double, Double> side) {
    return rows(side.entrySet(), level -> form.formatted(level.getKey(), level.getValue()));
  }

  /** The levels of a side that changed. */
  static String changed(String form, BoxMarket.Change change, boolean bid) {
    return rows(
        change.levels().stream().filter(level -> level.bid() == bid).toList(),
        level -> form.formatted(level.price(), level.size()));
  }

  /** A list in JSON, without its brackets. */
  static <T> String rows(Collection<T> of, Function<T, String> row) {
    return of.stream().map(row).collect(Collectors.joining(","));
  }
}
