package io.tidemark.models;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bar lengths as they are written: {@code 1m}, {@code 1h}, {@code 1d}. */
final class BarLength {

  static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})([mhd])");

  private static final long MINUTE = 60_000_000L;

  private BarLength() {}

  /**
   * In microseconds.
   *
   * @throws IllegalArgumentException if it has not the {@link #FORM}
   */
  static long micros(String bar) {
    Matcher matcher = FORM.matcher(bar);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a bar length such as 1h: " + bar);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> number * MINUTE;
      case "h" -> number * 60 * MINUTE;
      default -> number * 24 * 60 * MINUTE;
    };
  }
}
