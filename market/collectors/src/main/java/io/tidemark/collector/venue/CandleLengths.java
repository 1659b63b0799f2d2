package io.tidemark.collector.venue;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of candles by the words that venues have for them. */
final class CandleLengths {

  private static final Pattern WORD = Pattern.compile("(\\d+)([mhHdD])(utc)?");
  private static final long MINUTE = 60_000_000;

  private CandleLengths() {}

  /** The words by their length, µs: {@code 5m}, {@code 4h}, {@code 1Dutc}. */
  static Map<Long, String> named(String... words) {
    Map<Long, String> named = new HashMap<>();
    for (String word : words) {
      named.put(micros(word), word);
    }
    return named;
  }

  /** How often {@code unit} (µs) is in each length, by that length in µs. */
  static Map<Long, Long> counted(long unit, String... words) {
    Map<Long, Long> counted = new HashMap<>();
    named(words).forEach((micros, word) -> counted.put(micros, micros / unit));
    return counted;
  }

  private static long micros(String word) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + word + "' is no length of a candle");
    }
    long minutes =
        switch (parts.group(2)) {
          case "m" -> 1;
          case "h", "H" -> 60;
          default -> 1_440;
        };
    return Long.parseLong(parts.group(1)) * minutes * MINUTE;
  }
}
