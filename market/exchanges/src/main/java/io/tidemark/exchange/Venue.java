package io.tidemark.exchange;

import io.tidemark.exchange.binance.BinanceMarket;
import io.tidemark.exchange.binance.BinanceProtocol;
import io.tidemark.exchange.bitfinex.BitfinexProtocol;
import io.tidemark.exchange.bitmex.BitmexProtocol;
import io.tidemark.exchange.bybit.BybitProtocol;
import io.tidemark.exchange.coinbase.CoinbaseProtocol;
import io.tidemark.exchange.deribit.DeribitProtocol;
import io.tidemark.exchange.dydx.DydxProtocol;
import io.tidemark.exchange.gemini.GeminiProtocol;
import io.tidemark.exchange.kraken.KrakenFuturesProtocol;
import io.tidemark.exchange.kraken.KrakenProtocol;
import io.tidemark.exchange.protocol.Protocol;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The exchanges whose protocols are read. */
public enum Venue {
  /** Binance spot. */
  BINANCE("stream.binance.com", "api.binance.com", "binance_spot_"),

  /** Binance USD-M futures. */
  BINANCE_FUTURES("fstream.binance.com", "fapi.binance.com", "binance_usdm_"),

  /** Binance COIN-M futures. */
  BINANCE_DELIVERY("dstream.binance.com", "dapi.binance.com", "binance_coinm_"),

  /** Coinbase Pro. */
  COINBASE("ws-feed.pro.coinbase.com", "api.pro.coinbase.com", ""),

  /** Kraken spot, version 1. */
  KRAKEN("ws.kraken.com", "api.kraken.com", ""),

  /** Kraken Futures, version 1. */
  KRAKEN_FUTURES("futures.kraken.com", "futures.kraken.com", ""),

  /** Bitfinex, version 2. */
  BITFINEX("api.bitfinex.com", "api-pub.bitfinex.com", ""),

  /** Gemini market data, version 2. */
  GEMINI("api.gemini.com", "api.gemini.com", ""),

  /** Bybit, version 2. */
  BYBIT("stream.bybit.com", "api.bybit.com", ""),

  /** BitMEX. */
  BITMEX("www.bitmex.com", "www.bitmex.com", ""),

  /** Deribit, version 2. */
  DERIBIT("www.deribit.com", "www.deribit.com", ""),

  /** dYdX, version 3. */
  DYDX("api.dydx.exchange", "api.dydx.exchange", "");

  private final String streamHost;
  private final String restHost;
  private final String filePrefix;

  Venue(String streamHost, String restHost, String filePrefix) {
    this.streamHost = streamHost;
    this.restHost = restHost;
    this.filePrefix = filePrefix;
  }

  /** Its protocol, having read nothing yet. */
  public Protocol open() {
    return switch (this) {
      case BINANCE -> new BinanceProtocol(BinanceMarket.SPOT);
      case BINANCE_FUTURES -> new BinanceProtocol(BinanceMarket.USDM);
      case BINANCE_DELIVERY -> new BinanceProtocol(BinanceMarket.COINM);
      case COINBASE -> new CoinbaseProtocol();
      case KRAKEN -> new KrakenProtocol();
      case KRAKEN_FUTURES -> new KrakenFuturesProtocol();
      case BITFINEX -> new BitfinexProtocol();
      case GEMINI -> new GeminiProtocol();
      case BYBIT -> new BybitProtocol();
      case BITMEX -> new BitmexProtocol();
      case DERIBIT -> new DeribitProtocol();
      case DYDX -> new DydxProtocol();
    };
  }

  /** The venue whose connection or request this URL names. */
  public static Optional<Venue> ofUrl(String url) {
    return Arrays.stream(values()).filter(venue -> venue.isAt(url)).findFirst();
  }

  /**
   * The venue that a recording's name says: {@code BINANCE.ws.1.0.txt.gz} or {@code
   * binance_usdm_BTCUSDT_raw_2024-08-08.txt.gz}.
   */
  public static Optional<Venue> ofFile(String name) {
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    return Arrays.stream(values())
        .filter(
            venue ->
                venue.name().equals(stem)
                    || (!venue.filePrefix.isEmpty()
                        && stem.toLowerCase(Locale.ROOT).startsWith(venue.filePrefix)))
        .findFirst();
  }

  private boolean isAt(String url) {
    return url.contains("//" + streamHost) || url.contains("//" + restHost);
  }
}
