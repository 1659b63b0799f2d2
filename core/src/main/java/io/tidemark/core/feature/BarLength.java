package io.tidemark.core.feature;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How bar lengths are written: {@code 1m}, {@code 5m}, {@code 1h}, {@code 1d}. */
public final class BarLength {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})([smhd])");
  private static final long SECOND = 1_000_000L;

  private BarLength() {}

  /**
   * The length in µs.
   *
   * @throws IllegalArgumentException if {@code text} is not a bar length
   */
  public static long micros(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group(1).startsWith("0")) {
      throw new IllegalArgumentException("'" + text + "' is no bar length; write 1m, 5m, 1h or 1d");
    }
    return Long.parseLong(form.group(1)) * unit(form.group(2).charAt(0));
  }

  /** The shortest text for a length in µs, such as {@code 1h}. */
  public static String text(long micros) {
    for (char unit : new char[] {'d', 'h', 'm', 's'}) {
      if (micros % unit(unit) == 0) {
        return micros / unit(unit) + String.valueOf(unit);
      }
    }
    throw new IllegalArgumentException(micros + " µs is not a whole number of seconds");
  }

  private static long unit(char name) {
    return switch (name) {
      case 'd' -> 86_400 * SECOND;
      case 'h' -> 3_600 * SECOND;
      case 'm' -> 60 * SECOND;
      default -> SECOND;
    };
  }
}
