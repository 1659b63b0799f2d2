package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as venues write them, in µs since the epoch. */
final class EventTime {

  private EventTime() {}

  /**
   * The field is in µs.
   *
   * @throws BadMessageException if it is missing or no time since the epoch
   */
  static long ofMicros(JsonNode node, String field) throws BadMessageException {
    return scaled(node, field, 1);
  }

  /**
   * The field is in ms.
   *
   * @throws BadMessageException if it is missing or no time since the epoch
   */
  static long ofMillis(JsonNode node, String field) throws BadMessageException {
    return scaled(node, field, 1_000);
  }

  /**
   * The field is ISO 8601 text, UTC.
   *
   * @throws BadMessageException if it is missing or no such text
   */
  static long ofIso(JsonNode node, String field) throws BadMessageException {
    String text = Json.text(node, field);
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadMessageException(field + " is '" + text + "', no time");
    }
  }

  private static long scaled(JsonNode node, String field, long micros) throws BadMessageException {
    long value = Json.whole(node, field);
    if (value < 0 || value > Long.MAX_VALUE / micros) {
      throw new BadMessageException(field + " is " + value + ", no time since the epoch");
    }
    return value * micros;
  }
}
