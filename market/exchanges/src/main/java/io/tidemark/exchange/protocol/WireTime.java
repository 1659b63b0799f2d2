package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as venues write them, in µs since the epoch. What is not between 2000 and 2100 is no time:
 * so one in another unit is not mistaken, and none overflows.
 */
public final class WireTime {

  private static final long EARLIEST = 946_684_800_000_000L;
  private static final long END = 4_102_444_800_000_000L;
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,10})(?:\\.(\\d{1,9}))?");

  private WireTime() {}

  /**
   * The field is in ns; what is less than a µs is cut off.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofNanos(JsonNode node, String field) throws BadMessageException {
    return scaled(Json.whole(node, field) / 1_000, 1, field, "ns");
  }

  /**
   * The field is in µs.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofMicros(JsonNode node, String field) throws BadMessageException {
    return scaled(Json.whole(node, field), 1, field, "µs");
  }

  /**
   * The field is in ms.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofMillis(JsonNode node, String field) throws BadMessageException {
    return scaled(Json.whole(node, field), 1_000, field, "ms");
  }

  /**
   * The element is in ms.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofMillis(JsonNode array, int index) throws BadMessageException {
    return scaled(Json.whole(array, index), 1_000, "element " + index, "ms");
  }

  /**
   * The field is in ms or in µs: between 2000 and 2100 the two cannot be mistaken for each other.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofMillisOrMicros(JsonNode node, String field) throws BadMessageException {
    long time = Json.whole(node, field);
    return isTime(time, 1) ? time : scaled(time, 1_000, field, "ms or µs");
  }

  /**
   * The field is in seconds, with a fraction or without.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofSeconds(JsonNode node, String field) throws BadMessageException {
    return scaled(Math.round(Json.number(node, field) * 1_000_000), 1, field, "µs");
  }

  /**
   * The field is in ms with a fraction, such as {@code 1682689046123.5}.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofDecimalMillis(JsonNode node, String field) throws BadMessageException {
    return scaled(Math.round(Json.number(node, field) * 1_000), 1, field, "µs");
  }

  /**
   * The field is ISO 8601 text in UTC, such as {@code 2021-04-17T16:43:37.075687Z}.
   *
   * @throws BadMessageException if it is missing or no time
   */
  public static long ofIso(JsonNode node, String field) throws BadMessageException {
    String text = Json.text(node, field);
    try {
      long plain = PlainIso.micros(text);
      long micros =
          plain == PlainIso.OTHER
              ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text))
              : plain;
      if (isTime(micros, 1)) {
        return micros;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadMessageException(field + " is '" + text + "', no time");
    }
    throw new BadMessageException(field + " is '" + text + "', no time between 2000 and 2100");
  }

  /**
   * Seconds since the epoch as decimal text, such as {@code 1618678123.481570}.
   *
   * @throws BadMessageException if the text is none
   */
  public static long ofSeconds(String text) throws BadMessageException {
    Matcher matcher = SECONDS.matcher(text);
    if (!matcher.matches() || !isTime(Long.parseLong(matcher.group(1)), 1_000_000)) {
      throw new BadMessageException("'" + text + "' is no time between 2000 and 2100 in seconds");
    }
    String fraction = matcher.group(2);
    String micros = ((fraction == null ? "" : fraction) + "000000").substring(0, 6);
    return Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong(micros);
  }

  private static long scaled(long time, long micros, String field, String unit)
      throws BadMessageException {
    if (!isTime(time, micros)) {
      throw new BadMessageException(
          field + " is " + time + ", no time between 2000 and 2100 in " + unit);
    }
    return time * micros;
  }

  private static boolean isTime(long time, long micros) {
    return time >= EARLIEST / micros && time < END / micros;
  }
}
