package io.tidemark.recordings.quality;

import io.tidemark.recordings.file.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The lines that were refused between two that were not: what they would have said is there, and
 * not missing.
 */
final class RefusedLines {

  /** No id. */
  static final long NONE = Long.MIN_VALUE;

  /** More are not looked at: then too much is said to be missing. */
  private static final int MOST = 1_000;

  private static final Pattern SEPARATOR = Pattern.compile("[,;\\t\"\\[\\]]+");

  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    if (lines.size() < MOST) {
      lines.add(line);
    }
  }

  void clear() {
    lines.clear();
  }

  /** How many have an id between two others. */
  long withIdsBetween(long low, long high) {
    return lines.stream()
        .filter(line -> anyCell(line, cell -> id(cell) > low && id(cell) < high))
        .count();
  }

  /**
   * How many are of neither of two times, µs: they stand in a place between, whatever they say. The
   * others say one of the times again.
   */
  long atOtherTimesThan(long one, long other) {
    return lines.stream()
        .filter(line -> !anyCell(line, cell -> isAt(cell, one) || isAt(cell, other)))
        .count();
  }

  /** A whole number that may be an id; else {@link #NONE}. */
  static long id(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : NONE;
  }

  private static boolean isAt(String cell, long micros) {
    return Stamp.micros(cell) == micros;
  }

  private static boolean anyCell(String line, Predicate<String> wanted) {
    return SEPARATOR.splitAsStream(line).map(String::strip).anyMatch(wanted);
  }
}
