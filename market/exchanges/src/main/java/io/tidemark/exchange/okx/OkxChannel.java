package io.tidemark.exchange.okx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the channels of both versions tell. */
enum OkxChannel {
  TRADES,
  BOOK,
  BEST,
  TICKER,
  MARK_PRICE,
  INDEX,
  FUNDING,
  OPEN_INTEREST,
  LIQUIDATION,
  CANDLE,
  INSTRUMENTS,
  OTHER;

  private static final Pattern LENGTH = Pattern.compile("candle(\\d+)([smHDWM])(utc)?");
  private static final long SECOND = 1_000_000;

  /**
   * The channel of this name.
   *
   * @param market where the table belongs, version 3; empty in version 5
   */
  static @Nullable OkxChannel of(String market, String name) {
    if (market.equals("index")) {
      return name.equals("ticker") ? INDEX : OTHER;
    }
    if (market.equals("option") || name.startsWith("opt") || name.startsWith("sprd")) {
      return OTHER;
    }
    return name.startsWith("candle") ? CANDLE : named(name);
  }

  private static @Nullable OkxChannel named(String name) {
    return switch (name) {
      case "trade", "trades", "trades-all" -> TRADES;
      case "depth",
          "depth5",
          "depth_l2_tbt",
          "optimized_depth",
          "books",
          "books5",
          "books-l2-tbt",
          "books50-l2-tbt",
          "books-elp" ->
          BOOK;
      case "bbo-tbt" -> BEST;
      case "ticker", "tickers" -> TICKER;
      case "mark_price", "mark-price" -> MARK_PRICE;
      case "index-tickers" -> INDEX;
      case "funding_rate", "funding-rate" -> FUNDING;
      case "open-interest" -> OPEN_INTEREST;
      case "liquidation", "liquidations", "liquidation-orders" -> LIQUIDATION;
      case "instruments" -> INSTRUMENTS;
      case "estimated_price",
          "price_range",
          "status",
          "price-limit",
          "estimated-price",
          "adl-warning",
          "economic-calendar",
          "public-struc-block-trades",
          "public-block-trades",
          "block-tickers" ->
          OTHER;
      default ->
          name.startsWith("mark-price-candle") || name.startsWith("index-candle") ? OTHER : null;
    };
  }

  /**
   * How long the candles of a channel such as {@code candle5m} are, in µs; 0 where that is not
   * fixed, or where they begin at midnight in Hong Kong, so at no multiple of their length.
   */
  static long candleLength(String name) {
    Matcher matcher = LENGTH.matcher(name);
    if (!matcher.matches()) {
      return 0;
    }
    boolean utc = matcher.group(3) != null;
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> count * SECOND;
      case "m" -> count * 60 * SECOND;
      case "H" -> utc || 8 % count == 0 ? count * 3_600 * SECOND : 0;
      case "D" -> utc ? count * 86_400 * SECOND : 0;
      default -> 0;
    };
  }
}
