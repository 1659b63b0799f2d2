package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;

/**
 * Binance's times: milliseconds, or microseconds on a spot connection opened with {@code
 * timeUnit=MICROSECOND}. An event says when it happened, T, and when it was sent, E.
 */
final class BinanceTimes {

  private BinanceTimes() {}

  /**
   * The field as µs since the epoch.
   *
   * @throws BadMessageException if it is missing or no time
   */
  static long micros(JsonNode node, String field) throws BadMessageException {
    return WireTime.ofMillisOrMicros(node, field);
  }

  /**
   * The first instant after the field's last millisecond or microsecond, µs since the epoch.
   *
   * @throws BadMessageException if it is missing or no time
   */
  static long microsAfter(JsonNode node, String field) throws BadMessageException {
    long micros = micros(node, field);
    return micros + (Json.whole(node, field) == micros ? 1 : 1_000);
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
    return said(node, receivedAt);
  }

  /**
   * When the message was made, E, or the receipt where it does not say.
   *
   * @throws BadMessageException if it is there and no time
   */
  static long said(JsonNode node, long receivedAt) throws BadMessageException {
    return node.has("E") ? micros(node, "E") : receivedAt;
  }

  /**
   * When it could be known: the larger of when it was sent, E, and the receipt.
   *
   * @throws BadMessageException if E is there and no time
   */
  static long known(JsonNode node, long receivedAt) throws BadMessageException {
    return Math.max(said(node, receivedAt), receivedAt);
  }
}
