package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Binance's times: milliseconds since the epoch, or microseconds on a spot connection opened with
 * {@code timeUnit=MICROSECOND}. Between 2000 and 2100 the two cannot be mistaken for each other.
 */
final class BinanceTimes {

  private static final long EARLIEST_MILLIS = 946_684_800_000L;
  private static final long LATEST_MILLIS = 4_102_444_800_000L;

  private BinanceTimes() {}

  /**
   * The field as µs since the epoch.
   *
   * @throws BadMessageException if it is missing or no time between 2000 and 2100
   */
  static long micros(JsonNode node, String field) throws BadMessageException {
    long time = Json.whole(node, field);
    if (isMillis(time)) {
      return time * 1_000;
    }
    if (isMillis(time / 1_000)) {
      return time;
    }
    throw new BadMessageException(
        field + " is " + time + ", no time between 2000 and 2100 in ms or µs");
  }

  /**
   * The first instant after the field's last millisecond or microsecond, µs since the epoch.
   *
   * @throws BadMessageException if it is missing or no time between 2000 and 2100
   */
  static long microsAfter(JsonNode node, String field) throws BadMessageException {
    return micros(node, field) + (isMillis(Json.whole(node, field)) ? 1_000 : 1);
  }

  /**
   * When the engine did it: T, or E where there is no T, or the receipt where there is neither.
   *
   * @throws BadMessageException if one is there and no time
   */
  static long happened(JsonNode node, long receivedAt) throws BadMessageException {
    if (node.has("T")) {
      return micros(node, "T");
    }
    return node.has("E") ? micros(node, "E") : receivedAt;
  }

  /**
   * When it could be known: the larger of when it was sent, E, and the receipt.
   *
   * @throws BadMessageException if E is there and no time
   */
  static long known(JsonNode node, long receivedAt) throws BadMessageException {
    return node.has("E") ? Math.max(micros(node, "E"), receivedAt) : receivedAt;
  }

  private static boolean isMillis(long time) {
    return time >= EARLIEST_MILLIS && time < LATEST_MILLIS;
  }
}
