package io.tidemark.exchange.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;

/**
 * A book that was asked for by REST, as its answer or as recorders put it into the stream. The
 * number of its last update is its id; some recorders write lastUpdateId.
 */
final class GateSnapshot {

  private static final String BOOK_UPDATE = "ob.";

  private GateSnapshot() {}

  /**
   * The number of its last update.
   *
   * @throws BadMessageException if it has none
   */
  static long number(JsonNode data) throws BadMessageException {
    return Json.whole(data, data.has("id") ? "id" : "lastUpdateId");
  }

  /** The symbol that the message or its result names; empty if it names none. */
  static String symbol(JsonNode message, String field) {
    JsonNode result = message.path("result");
    for (JsonNode node : new JsonNode[] {result, message}) {
      for (String name : new String[] {field, "s", "symbol"}) {
        if (node.path(name).isTextual()) {
          return node.path(name).textValue();
        }
      }
    }
    return "";
  }

  /** {@code ob.BTC_USDT.400} names the pair and a depth. */
  static String pair(String name) {
    int end = name.lastIndexOf('.');
    return name.startsWith(BOOK_UPDATE) && end >= BOOK_UPDATE.length()
        ? name.substring(BOOK_UPDATE.length(), end)
        : name;
  }
}
