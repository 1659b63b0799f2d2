package io.tidemark.exchange.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;

/** Gate's times: ms in some fields, seconds with or without a fraction in others. */
final class GateTimes {

  /** What is larger is no time in seconds. */
  private static final double MOST_SECONDS = 1e11;

  private GateTimes() {}

  /**
   * When the message was made: time_ms, or time in seconds; where it has neither, the receipt.
   *
   * @throws BadMessageException if one is there and no time
   */
  static long sent(JsonNode message, long at) throws BadMessageException {
    if (Json.says(message, "time_ms")) {
      return WireTime.ofMillis(message, "time_ms");
    }
    return Json.says(message, "time") ? either(message, "time") : at;
  }

  /**
   * When a trade was made.
   *
   * @throws BadMessageException if it has no time
   */
  static long trade(JsonNode row) throws BadMessageException {
    if (Json.says(row, "create_time_ms")) {
      return WireTime.ofDecimalMillis(row, "create_time_ms");
    }
    return WireTime.ofSeconds(row, Json.says(row, "create_time") ? "create_time" : "time");
  }

  /**
   * When the book was as it is said: t, or update, or that of the message.
   *
   * @throws BadMessageException if one is there and no time
   */
  static long book(JsonNode book, JsonNode message, long at) throws BadMessageException {
    if (Json.says(book, "t")) {
      return either(book, "t");
    }
    if (Json.says(book, "update")) {
      return either(book, "update");
    }
    return Json.says(book, "current") ? either(book, "current") : sent(message, at);
  }

  /**
   * The field in seconds or in ms.
   *
   * @throws BadMessageException if it is missing or no time
   */
  static long either(JsonNode node, String field) throws BadMessageException {
    return Json.number(node, field) < MOST_SECONDS
        ? WireTime.ofSeconds(node, field)
        : WireTime.ofDecimalMillis(node, field);
  }
}
