package io.tidemark.recordings.file;

import java.util.Locale;
import java.util.Set;

/** The names of exchanges, as ccxt and freqtrade call folders and many call files. */
public final class ExchangeName {

  private static final Set<String> ALL =
      Set.of(
          "ascendex",
          "binance",
          "binanceus",
          "bingx",
          "bitfinex",
          "bitget",
          "bitmart",
          "bitmex",
          "bitpanda",
          "bitso",
          "bitstamp",
          "bitvavo",
          "bybit",
          "coinbase",
          "coinex",
          "cryptocom",
          "deribit",
          "dydx",
          "gate",
          "gateio",
          "gemini",
          "htx",
          "huobi",
          "hyperliquid",
          "kraken",
          "krakenfutures",
          "kucoin",
          "kucoinfutures",
          "mexc",
          "okex",
          "okx",
          "phemex",
          "poloniex",
          "upbit",
          "whitebit",
          "woo");

  private ExchangeName() {}

  /** Whether a word is one, in any case. */
  public static boolean isOne(String word) {
    return ALL.contains(word.toLowerCase(Locale.ROOT));
  }
}
