package io.tidemark.box;

import java.util.List;
import java.util.function.Supplier;

/** The venues that can be played, each with two symbols to play it with. */
@SuppressWarnings("ImmutableEnumChecker") // constructors of dialects, unmodifiable lists
public enum BoxVenue {
  BINANCE("binance", "BTC-USDT@binance", () -> new BoxBinance("USDT"), "BTCUSDT", "ETHUSDT"),
  COINBASE("coinbase", "BTC-USD@coinbase", BoxCoinbase::new, "BTC-USD", "ETH-USD"),
  KRAKEN("kraken", "BTC-USD@kraken", BoxKraken::new, "BTC/USD", "ETH/USD"),
  BYBIT("bybit", "BTC-USDT-PERP@bybit", BoxBybit::new, "BTCUSDT", "ETHUSDT"),
  OKX("okx", "BTC-USDT-PERP@okx", BoxOkx::new, "BTC-USDT-SWAP", "ETH-USDT-SWAP"),
  BINANCE_US("binance-us", "BTC-USD@binance_us", () -> new BoxBinance("USD"), "BTCUSD", "ETHUSD"),
  BINANCE_FUTURES(
      "binance-futures", "BTC-USDT-PERP@binance", BoxBinanceFutures::new, "BTCUSDT", "ETHUSDT"),
  GATE("gate", "BTC-USDT@gate", () -> new BoxGate(true), "BTC_USDT", "ETH_USDT"),
  GATE_FUTURES(
      "gate-futures", "BTC-USDT-PERP@gate", () -> new BoxGate(false), "BTC_USDT", "ETH_USDT"),
  BITGET("bitget", "BTC-USDT-PERP@bitget", BoxBitget::new, "BTCUSDT", "ETHUSDT"),
  KUCOIN("kucoin", "BTC-USDT@kucoin", BoxKucoin::new, "BTC-USDT", "ETH-USDT"),
  KUCOIN_FUTURES(
      "kucoin-futures", "BTC-USDT-PERP@kucoin", BoxKucoinFutures::new, "XBTUSDTM", "ETHUSDTM"),
  HTX("htx", "BTC-USDT@htx", () -> new BoxHtx(true), "btcusdt", "ethusdt"),
  HTX_FUTURES("htx-futures", "BTC-USDT-PERP@htx", () -> new BoxHtx(false), "BTC-USDT", "ETH-USDT"),
  GEMINI("gemini", "BTC-USD@gemini", BoxGemini::new, "btcusd", "ethusd"),
  ADVANCED_TRADE(
      "coinbase-advanced",
      "BTC-USDC-PERP@coinbase",
      BoxAdvancedTrade::new,
      "BTC-PERP-INTX",
      "ETH-PERP-INTX"),
  MEXC_FUTURES("mexc-futures", "BTC-USDT-PERP@mexc", BoxMexc::new, "BTC_USDT", "ETH_USDT"),
  DERIBIT(
      "deribit",
      "BTC-USDC-PERP@deribit",
      BoxDeribit::new,
      "BTC_USDC-PERPETUAL",
      "ETH_USDC-PERPETUAL"),
  KRAKEN_FUTURES(
      "kraken-futures",
      "BTC-USD-PERP@kraken_flex",
      BoxKrakenFutures::new,
      "PF_XBTUSD",
      "PF_ETHUSD"),
  BITMEX("bitmex", "BTC-USDT-PERP@bitmex", BoxBitmex::new, "XBTUSDT", "ETHUSDT"),
  BITFINEX("bitfinex", "BTC-USD@bitfinex", BoxBitfinex::new, "tBTCUSD", "tETHUSD"),
  HYPERLIQUID("hyperliquid", "BTC-USD-PERP@hyperliquid", BoxHyperliquid::new, "BTC", "ETH"),
  BITSTAMP("bitstamp", "BTC-USD@bitstamp", BoxBitstamp::new, "btcusd", "ethusd"),
  MEXC("mexc", "BTC-USDT@mexc", BoxMexcSpot::new, "BTCUSDT", "ETHUSDT"),
  DYDX_V4("dydx-v4", "BTC-USD-PERP@dydx_v4", BoxDydx::new, "BTC-USD", "ETH-USD"),
  CRYPTO_COM(
      "crypto-com", "BTC-USD-PERP@crypto_com", BoxCryptoCom::new, "BTCUSD-PERP", "ETHUSD-PERP");

  private final String label;
  private final String instrument;
  private final Supplier<BoxDialect> dialect;
  private final List<String> symbols;

  /**
   * A venue.
   *
   * @param label as in {@code collect.endpoints.LABEL}
   * @param instrument what the first symbol is called in Tidemark; the second is of ETH, not BTC
   */
  BoxVenue(String label, String instrument, Supplier<BoxDialect> dialect, String... symbols) {
    this.label = label;
    this.instrument = instrument;
    this.dialect = dialect;
    this.symbols = List.of(symbols);
  }

  /** As in {@code collect.endpoints.LABEL}. */
  public String label() {
    return label;
  }

  /** A venue's side of its dialect, anew. */
  public BoxDialect dialect() {
    return dialect.get();
  }

  /** What the venue calls its instruments. */
  public List<String> symbols() {
    return symbols;
  }

  /** What Tidemark calls them, in the order of {@link #symbols}. */
  public List<String> instruments() {
    return List.of(instrument, instrument.replace("BTC", "ETH"));
  }
}
