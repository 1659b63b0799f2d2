package io.tidemark.collector.net;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Retry-After} as RFC 9110 has it: seconds, or a date in one of three forms. */
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("\\d+");
  private static final int MOST_DIGITS = 12;
  private static final long MOST = 999_999_999_999L;

  /** The form of today, and that of RFC 850 with two digits of the year. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?:\\p{Alpha}+, *)?(?<day>\\d{1,2})[ -](?<month>\\p{Alpha}{3})[ -](?<year>\\d{4}|\\d{2})"
              + " +(?<time>\\d{2}:\\d{2}:\\d{2}) +(?<zone>GMT|UTC|[+-]\\d{4})");

  /** The form of C's function asctime, in UTC. */
  private static final Pattern ASCTIME =
      Pattern.compile(
          "\\p{Alpha}{3} +(?<month>\\p{Alpha}{3}) +(?<day>\\d{1,2})"
              + " +(?<time>\\d{2}:\\d{2}:\\d{2}) +(?<year>\\d{4})");

  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d MMM uuuu HH:mm:ss")
          .toFormatter(Locale.ENGLISH);

  private RetryAfter() {}

  /**
   * How long to wait, s; 0 for a text that says nothing of it and for a time that is over.
   *
   * @param now by which a date is counted
   */
  static long seconds(String header, Instant now) {
    String text = header.strip();
    if (SECONDS.matcher(text).matches()) {
      String digits = text.replaceFirst("^0+(?=\\d)", "");
      return digits.length() > MOST_DIGITS ? MOST : Long.parseLong(digits);
    }
    try {
      Matcher date = DATE.matcher(text);
      if (date.matches()) {
        String zone = date.group("zone");
        boolean isOffset = zone.startsWith("+") || zone.startsWith("-");
        return until(date, isOffset ? ZoneOffset.of(zone) : ZoneOffset.UTC, now);
      }
      Matcher asctime = ASCTIME.matcher(text);
      return asctime.matches() ? until(asctime, ZoneOffset.UTC, now) : 0;
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private static long until(Matcher date, ZoneOffset zone, Instant now) {
    String written =
        String.join(
            " ",
            date.group("day"),
            date.group("month"),
            year(date.group("year"), now),
            date.group("time"));
    Instant time = LocalDateTime.parse(written, WRITTEN).toInstant(zone);
    return Math.max(0, Duration.between(now, time).toSeconds());
  }

  /** Of two digits, the year that is not more than 50 years ahead. */
  private static String year(String digits, Instant now) {
    int first = now.atOffset(ZoneOffset.UTC).getYear() - 49;
    return digits.length() == 4
        ? digits
        : Integer.toString(first + Math.floorMod(Integer.parseInt(digits) - first, 100));
  }
}
