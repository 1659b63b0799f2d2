package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.NoFact;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about: {@code orderbook.50.BTCUSDT}, or a topic {@code depth} whose symbol
 * stands beside it.
 *
 * @param name as it is subscribed
 * @param kind before the first point
 * @param parameter between kind and symbol; empty where there is none
 * @param symbol the venue's
 */
record BybitTopic(String name, String kind, String parameter, String symbol) {

  /** Of which messages hold facts. */
  private static final Set<String> KINDS =
      Set.of(
          "trade",
          "publicTrade",
          "orderBookL2_25",
          "orderBook_200",
          "orderbook",
          "depth",
          "mergedDepth",
          "diffDepth",
          "instrument_info",
          "tickers",
          "liquidation",
          "allLiquidation",
          "klineV2",
          "candle",
          "kline");

  /**
   * The topic of a message.
   *
   * @throws BadMessageException if it has none that is known
   */
  static BybitTopic of(JsonNode node) throws BadMessageException {
    BybitTopic topic = parsed(node);
    if (!KINDS.contains(topic.kind) && topic.whyNoFact() == null) {
      throw topic.unknown();
    }
    return topic;
  }

  BadMessageException unknown() {
    return new BadMessageException("topic is '" + name + "', which is not known");
  }

  private static BybitTopic parsed(JsonNode node) throws BadMessageException {
    String name = Json.text(node, "topic");
    int first = name.indexOf('.');
    int last = name.lastIndexOf('.');
    if (first < 0) {
      String kind = name.startsWith("kline") ? "kline" : name;
      return new BybitTopic(name, kind, "", symbol(node));
    }
    String parameter = first < last ? name.substring(first + 1, last) : "";
    return new BybitTopic(name, name.substring(0, first), parameter, last(name));
  }

  /** What stands after the last point. */
  static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The symbol beside a topic. */
  static String symbol(JsonNode node) {
    String symbol = node.path("params").path("symbol").asText();
    return symbol.isEmpty() ? node.path("symbol").asText() : symbol;
  }

  /** Why no message of this kind holds a fact; null if some do. */
  @Nullable NoFact whyNoFact() {
    return switch (kind) {
      case "bookTicker", "bookticker", "realtimes" -> NoFact.SUMMARY;
      case "insurance",
          "price_limit",
          "priceLimit",
          "adlAlert",
          "system",
          "lt",
          "tickers_lt",
          "kline_lt" ->
          NoFact.NOT_KEPT;
      case "orderbook" -> parameter.equals("rpi") ? NoFact.NOT_KEPT : null;
      default -> null;
    };
  }
}
