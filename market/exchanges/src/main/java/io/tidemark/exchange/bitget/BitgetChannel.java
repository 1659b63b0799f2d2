package io.tidemark.exchange.bitget;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a subscription is of.
 *
 * @param kind what it tells
 * @param name the venue's
 * @param product the venue's name of it
 * @param symbol the venue's; empty for channels of all symbols
 */
record BitgetChannel(Kind kind, String name, String product, String symbol) {

  /** What channels tell. */
  enum Kind {
    TRADES,
    BOOK,
    BEST,
    TICKER,
    CANDLES,
    LIQUIDATIONS,
    NOT_KEPT,
    UNKNOWN
  }

  /** Versions 1 and 2 have channel and instId, version 3 has topic and symbol. */
  static BitgetChannel of(JsonNode arg) {
    boolean third = arg.has("topic");
    String name = arg.path(third ? "topic" : "channel").asText();
    String symbol = arg.path(third ? "symbol" : "instId").asText();
    return new BitgetChannel(kind(name), name, arg.path("instType").asText(), symbol);
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "trade", "publicTrade" -> Kind.TRADES;
      case "books", "books5", "books15", "books50" -> Kind.BOOK;
      case "books1" -> Kind.BEST;
      case "ticker" -> Kind.TICKER;
      case "kline" -> Kind.CANDLES;
      case "liquidation" -> Kind.LIQUIDATIONS;
      case "auction", "index-price", "rpi-books", "rpi-books1", "rpi-books5", "rpi-books50" ->
          Kind.NOT_KEPT;
      default -> name.startsWith("candle") ? Kind.CANDLES : Kind.UNKNOWN;
    };
  }
}
