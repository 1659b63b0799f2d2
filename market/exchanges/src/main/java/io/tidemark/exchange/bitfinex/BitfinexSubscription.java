package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a channel tells, and of what.
 *
 * @param kind what it tells
 * @param symbol of the instrument, with the letter before it; empty where it is of none
 * @param candleLength µs; 0 where it tells no candles
 */
record BitfinexSubscription(Kind kind, String symbol, long candleLength) {

  /** What a channel tells. */
  enum Kind {
    /** Levels: {@code [price, count, amount]}. */
    BOOK,
    /** Single orders: {@code [id, price, amount]}. */
    ORDERS,
    TRADES,
    TICKER,
    CANDLES,
    /** Mark price, funding and the like of a derivative. */
    STATUS,
    /** Of all instruments. */
    LIQUIDATIONS,
    OTHER
  }

  private static final String STATUS_KEY = "deriv:";
  private static final String GLOBAL = "global";
  private static final String LIQUIDATIONS_KEY = "liq:" + GLOBAL;
  private static final long MINUTE = 60_000_000;

  /** Months are not of one length. */
  private static final Map<String, Long> LENGTHS =
      Map.ofEntries(
          Map.entry("1m", MINUTE),
          Map.entry("5m", 5 * MINUTE),
          Map.entry("15m", 15 * MINUTE),
          Map.entry("30m", 30 * MINUTE),
          Map.entry("1h", 60 * MINUTE),
          Map.entry("3h", 180 * MINUTE),
          Map.entry("6h", 360 * MINUTE),
          Map.entry("12h", 720 * MINUTE),
          Map.entry("1D", 1_440 * MINUTE),
          Map.entry("1W", 10_080 * MINUTE),
          Map.entry("7D", 10_080 * MINUTE),
          Map.entry("14D", 20_160 * MINUTE));

  /** The venue's answer to a subscription. */
  static BitfinexSubscription of(JsonNode subscribed) {
    String symbol = subscribed.path("symbol").asText();
    String key = subscribed.path("key").asText();
    return switch (subscribed.path("channel").asText()) {
      case "book" ->
          subscribed.path("prec").asText().equals("R0")
              ? of(Kind.ORDERS, symbol)
              : of(Kind.BOOK, symbol);
      case "trades" -> of(Kind.TRADES, symbol);
      case "ticker" -> of(Kind.TICKER, symbol);
      case "candles" -> candles(key);
      case "status" -> status(key);
      default -> of(Kind.OTHER, symbol);
    };
  }

  /**
   * What a recorder noted of a message.
   *
   * @param name of the channel
   * @param symbol without the letter before it
   */
  static BitfinexSubscription noted(String name, String symbol) {
    String lettered = "t" + symbol;
    return switch (name) {
      case "book" -> of(Kind.BOOK, lettered);
      case "raw_book" -> of(Kind.ORDERS, lettered);
      case "trades" -> of(Kind.TRADES, lettered);
      case "ticker" -> of(Kind.TICKER, "");
      case "status" ->
          symbol.endsWith(GLOBAL) ? of(Kind.LIQUIDATIONS, "") : of(Kind.STATUS, lettered);
      case "liquidations" -> of(Kind.LIQUIDATIONS, "");
      default -> of(Kind.OTHER, "");
    };
  }

  private static BitfinexSubscription of(Kind kind, String symbol) {
    return new BitfinexSubscription(kind, symbol, 0);
  }

  /** {@code trade:1m:tBTCUSD}. */
  private static BitfinexSubscription candles(String key) {
    String[] parts = key.split(":", 3);
    long length = parts.length == 3 ? LENGTHS.getOrDefault(parts[1], 0L) : 0;
    return length == 0 || !parts[2].startsWith("t")
        ? of(Kind.OTHER, "")
        : new BitfinexSubscription(Kind.CANDLES, parts[2], length);
  }

  private static BitfinexSubscription status(String key) {
    if (key.startsWith(STATUS_KEY)) {
      return of(Kind.STATUS, key.substring(STATUS_KEY.length()));
    }
    return of(key.equals(LIQUIDATIONS_KEY) ? Kind.LIQUIDATIONS : Kind.OTHER, "");
  }
}
