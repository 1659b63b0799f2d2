package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.NoFact;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events that facts are made of. */
enum BinanceEvent {
  TRADE("trade"),
  AGGREGATE_TRADE("aggTrade"),
  BOOK_CHANGE("depthUpdate"),
  QUOTE("bookTicker"),
  CANDLE("kline"),
  MARK_PRICE("markPriceUpdate"),
  LIQUIDATION("forceOrder"),
  /** The answer to a request, which recorders put into their streams. */
  OPEN_INTEREST("openInterest");

  private static final Set<String> SUMMARIES =
      Set.of("24hrTicker", "24hrMiniTicker", "1hTicker", "4hTicker", "1dTicker", "avgPrice");

  private static final Set<String> NOT_KEPT =
      Set.of(
          "continuous_kline",
          "indexPrice_kline",
          "markPrice_kline",
          "compositeIndex",
          "assetIndexUpdate",
          "contractInfo",
          "tradingSession",
          "serverShutdown");

  private final String name;

  BinanceEvent(String name) {
    this.name = name;
  }

  /** The event's kind; null where it is none of these. */
  static @Nullable BinanceEvent of(JsonNode node) {
    JsonNode kind = node.path("e");
    if (kind.isMissingNode() && node.has("u") && node.has("b") && node.has("B")) {
      return QUOTE; // spot's has no e
    }
    if (kind.isMissingNode() && node.has("openInterest")) {
      return OPEN_INTEREST;
    }
    for (BinanceEvent event : values()) {
      if (event.name.equals(kind.textValue())) {
        return event;
      }
    }
    return null;
  }

  /** Why an event of another kind holds no fact; null where its kind is unknown. */
  static @Nullable NoFact whyNoFact(String kind) {
    return SUMMARIES.contains(kind)
        ? NoFact.SUMMARY
        : NOT_KEPT.contains(kind) ? NoFact.NOT_KEPT : null;
  }

  /** The symbol that an event of this kind speaks of; no text where it names none. */
  JsonNode symbol(JsonNode node) {
    return switch (this) {
      case LIQUIDATION -> node.path("o").path("s");
      case OPEN_INTEREST -> node.path("symbol");
      default -> node.path("s");
    };
  }
}
