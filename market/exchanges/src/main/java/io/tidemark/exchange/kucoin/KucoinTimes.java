package io.tidemark.exchange.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;

/** KuCoin's times: ns, µs or ms, which cannot be mistaken for one another. */
final class KucoinTimes {

  private static final long LEAST_NANOS = 100_000_000_000_000_000L;

  private KucoinTimes() {}

  /**
   * The field in ns, µs or ms.
   *
   * @throws BadMessageException if it is missing or no time
   */
  static long any(JsonNode node, String field) throws BadMessageException {
    return Json.whole(node, field) >= LEAST_NANOS
        ? WireTime.ofNanos(node, field)
        : WireTime.ofMillisOrMicros(node, field);
  }
}
