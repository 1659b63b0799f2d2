package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as venues write them, in µs since the epoch. */
final class WireTime {

  /** Year 2200: what lies beyond is no time, and must not overflow. */
  private static final long END_SECONDS = 7_258_118_400L;

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,10})(?:\\.(\\d{1,9}))?");

  private WireTime() {}

  /**
   * Milliseconds since the epoch.
   *
   * @throws BadMessageException if the field holds none
   */
  static long ofMillis(JsonNode node, String field) throws BadMessageException {
    return ofMillis(Json.whole(node, field), field);
  }

  /**
   * Milliseconds since the epoch.
   *
   * @throws BadMessageException if they are no plausible time
   */
  static long ofMillis(long millis, String field) throws BadMessageException {
    if (millis < 0 || millis > END_SECONDS * 1_000) {
      throw new BadMessageException(field + " is " + millis + ", no time in milliseconds");
    }
    return millis * 1_000;
  }

  /**
   * ISO 8601 text in UTC, such as {@code 2021-04-17T16:43:37.075687Z}.
   *
   * @throws BadMessageException if the field holds none
   */
  static long ofIso(JsonNode node, String field) throws BadMessageException {
    String text = Json.text(node, field);
    try {
      Instant instant = Instant.parse(text);
      long seconds = instant.getEpochSecond();
      if (seconds >= 0 && seconds <= END_SECONDS) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      }
    } catch (DateTimeException e) {
      throw new BadMessageException(field + " is '" + text + "', no time");
    }
    throw new BadMessageException(field + " is '" + text + "', too far away");
  }

  /**
   * Seconds since the epoch as decimal text, such as {@code 1618678123.481570}.
   *
   * @throws BadMessageException if the text is none
   */
  static long ofSeconds(String text) throws BadMessageException {
    Matcher matcher = SECONDS.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) > END_SECONDS) {
      throw new BadMessageException("'" + text + "' is no time in seconds");
    }
    String fraction = matcher.group(2);
    String micros = ((fraction == null ? "" : fraction) + "000000").substring(0, 6);
    return Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong(micros);
  }
}
