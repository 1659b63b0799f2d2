package io.tidemark.exchange.protocol;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * ISO 8601 times as venues write them nearly always: {@code 2021-04-17T16:43:37.075687Z}, with up
 * to nine digits of a fraction or none. The answer is that of {@link java.time.Instant#parse}, a
 * tenth of the time.
 */
final class PlainIso {

  /** The text is of another form, which may be ISO 8601 too. */
  static final long OTHER = Long.MIN_VALUE;

  /** A digit where there is a 0. */
  private static final String SECONDS = "0000-00-00T00:00:00";

  private static final int POINT = SECONDS.length();
  private static final int LONGEST_FRACTION = 9;
  private static final int MICROS = 6;

  private PlainIso() {}

  /**
   * The time in µs since the epoch, or {@link #OTHER}; what is less than a µs is cut off.
   *
   * @throws DateTimeException if there is no such day
   */
  static long micros(String text) {
    if (!isPlain(text)) {
      return OTHER;
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return OTHER;
    }
    long day =
        LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
    long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
    int fraction = Math.min(Math.max(text.length() - POINT - 2, 0), MICROS);
    long micros = digits(text, POINT + 1, POINT + 1 + fraction);
    for (int i = fraction; i < MICROS; i++) {
      micros *= 10;
    }
    return seconds * 1_000_000 + micros;
  }

  private static boolean isPlain(String text) {
    int end = text.length() - 1;
    boolean fits = end == POINT || (end > POINT + 1 && end <= POINT + 1 + LONGEST_FRACTION);
    if (!fits || text.charAt(end) != 'Z' || (end > POINT && text.charAt(POINT) != '.')) {
      return false;
    }
    for (int i = 0; i < end; i++) {
      char form = i < POINT ? SECONDS.charAt(i) : '0';
      char c = text.charAt(i);
      if (i != POINT && (form == '0' ? c < '0' || c > '9' : c != form)) {
        return false;
      }
    }
    return true;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + text.charAt(i) - '0';
    }
    return value;
  }
}
