package io.tidemark.recordings;

import java.util.Locale;

/** Lines of a recording such as Binance would have sent; made up. */
public final class BinanceMessages {

  private BinanceMessages() {}

  /** {@code NANOSECONDS JSON}. */
  public static String received(long atMillis, String json) {
    return atMillis * 1_000_000 + " " + json;
  }

  /** {@code SECONDS: JSON}. */
  static String receivedInSeconds(long atMillis, String json) {
    return "%d.%03d: %s".formatted(atMillis / 1_000, atMillis % 1_000, json);
  }

  /** A trade of the spot market, at the exchange's time. */
  public static String trade(String symbol, long id, long atMillis, double price) {
    return stream(
        symbol,
        "trade",
        "\"E\":%d,\"s\":\"%s\",\"t\":%d,\"p\":\"%s\",\"q\":\"2\",\"T\":%d,\"m\":false"
            .formatted(atMillis, symbol, id, price, atMillis));
  }

  /** The best bid and ask around a price. */
  public static String quote(String symbol, long id, double price) {
    String name = symbol.toLowerCase(Locale.ROOT) + "@bookTicker";
    return "{\"stream\":\"%s\",\"data\":{\"u\":%d,\"s\":\"%s\",\"b\":\"%s\",\"B\":\"1\",\"a\":\"%s\",\"A\":\"1\"}}"
        .formatted(name, id, symbol, price - 1, price + 1);
  }

  /** A change of the book between two update ids. */
  static String change(String symbol, long first, long last, long atMillis, double price) {
    return stream(
        symbol,
        "depthUpdate",
        "\"E\":%d,\"s\":\"%s\",\"U\":%d,\"u\":%d,\"b\":[[\"%s\",\"3\"]],\"a\":[]"
            .formatted(atMillis, symbol, first, last, price));
  }

  /** The snapshot of a book of one level a side, as a REST answer. */
  static String snapshot(String symbol, long id, long atMillis, double price) {
    return "https://api.binance.com/api/v3/depth?symbol=%s -> %d.%03d: {\"lastUpdateId\":%d,\"bids\":[[\"%s\",\"1\"]],\"asks\":[[\"%s\",\"1\"]]}"
        .formatted(symbol, atMillis / 1_000, atMillis % 1_000, id, price - 1, price + 1);
  }

  private static String stream(String symbol, String event, String fields) {
    String name = event.equals("depthUpdate") ? "depth@100ms" : event;
    return "{\"stream\":\"%s@%s\",\"data\":{\"e\":\"%s\",%s}}"
        .formatted(symbol.toLowerCase(Locale.ROOT), name, event, fields);
  }
}
