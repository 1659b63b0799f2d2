package io.tidemark.exchange.bitstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;

/** Bitstamp's times: µs where there are any, else seconds, and ms in trades of perpetuals. */
final class BitstampTime {

  private static final int DIGITS_OF_SECONDS = 10;

  private BitstampTime() {}

  /**
   * When it happened, µs since the epoch.
   *
   * @throws BadMessageException if that is not said
   */
  static long of(JsonNode data) throws BadMessageException {
    return Json.says(data, "microtimestamp")
        ? WireTime.ofMicros(data, "microtimestamp")
        : of(data, "timestamp");
  }

  /**
   * The field in seconds or in ms, as µs since the epoch.
   *
   * @throws BadMessageException if it is no time
   */
  static long of(JsonNode data, String field) throws BadMessageException {
    String text = data.path(field).asText();
    return text.length() > DIGITS_OF_SECONDS
        ? WireTime.ofMillis(data, field)
        : WireTime.ofSeconds(text);
  }
}
