package io.tidemark.exchange;

import io.tidemark.exchange.binance.BinanceMarket;
import io.tidemark.exchange.binance.BinanceProtocol;
import io.tidemark.exchange.bitfinex.BitfinexProtocol;
import io.tidemark.exchange.bitget.BitgetProtocol;
import io.tidemark.exchange.bitmex.BitmexProtocol;
import io.tidemark.exchange.bitstamp.BitstampProtocol;
import io.tidemark.exchange.bybit.BybitMarket;
import io.tidemark.exchange.bybit.BybitProtocol;
import io.tidemark.exchange.coinbase.CoinbaseProtocol;
import io.tidemark.exchange.cryptocom.CryptoComProtocol;
import io.tidemark.exchange.deribit.DeribitProtocol;
import io.tidemark.exchange.dydx.DydxProtocol;
import io.tidemark.exchange.dydx.DydxV4Protocol;
import io.tidemark.exchange.gate.GateFuturesProtocol;
import io.tidemark.exchange.gate.GateSpotProtocol;
import io.tidemark.exchange.gemini.GeminiProtocol;
import io.tidemark.exchange.htx.HtxProtocol;
import io.tidemark.exchange.hyperliquid.HyperliquidProtocol;
import io.tidemark.exchange.kraken.KrakenFuturesProtocol;
import io.tidemark.exchange.kraken.KrakenProtocol;
import io.tidemark.exchange.kucoin.KucoinProtocol;
import io.tidemark.exchange.mexc.MexcFuturesProtocol;
import io.tidemark.exchange.mexc.MexcSpotProtocol;
import io.tidemark.exchange.okx.OkxProtocol;
import io.tidemark.exchange.protocol.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The exchanges whose protocols are read. A protocol reads all dialects of its market, old and new.
 */
@SuppressWarnings("ImmutableEnumChecker") // constructors of protocols, unmodifiable lists
public enum Venue {
  /** Binance spot. */
  BINANCE(
      () -> new BinanceProtocol(BinanceMarket.SPOT),
      at(
          "stream.binance.com",
          "data-stream.binance.vision",
          "data-api.binance.vision",
          "api.binance.com",
          "api1.binance.com",
          "api2.binance.com",
          "api3.binance.com",
          "api4.binance.com",
          "api-gcp.binance.com"),
      "binance_spot_"),

  /** Binance US. */
  BINANCE_US(
      () -> new BinanceProtocol(BinanceMarket.US), at("stream.binance.us", "api.binance.us")),

  /** Binance USD-M futures. */
  BINANCE_FUTURES(
      () -> new BinanceProtocol(BinanceMarket.USDM),
      at("fstream.binance.com", "fapi.binance.com", "fstream-mm.binance.com"),
      "binance_usdm_"),

  /** Binance COIN-M futures. */
  BINANCE_DELIVERY(
      () -> new BinanceProtocol(BinanceMarket.COINM),
      at("dstream.binance.com", "dapi.binance.com"),
      "binance_coinm_"),

  /** Coinbase Exchange, once called Pro and GDAX, and Advanced Trade. */
  COINBASE(
      CoinbaseProtocol::new,
      at(
          "ws-feed.exchange.coinbase.com",
          "ws-direct.exchange.coinbase.com",
          "api.exchange.coinbase.com",
          "advanced-trade-ws.coinbase.com",
          "api.coinbase.com",
          "ws-feed.pro.coinbase.com",
          "api.pro.coinbase.com",
          "ws-feed.gdax.com",
          "api.gdax.com")),

  /** Kraken spot, versions 1 and 2. */
  KRAKEN(KrakenProtocol::new, at("ws.kraken.com", "api.kraken.com")),

  /** Kraken Futures, once called Crypto Facilities. */
  KRAKEN_FUTURES(
      KrakenFuturesProtocol::new,
      at("futures.kraken.com", "www.cryptofacilities.com"),
      "cryptofacilities"),

  /** Bitfinex, version 2. */
  BITFINEX(
      BitfinexProtocol::new,
      at("api.bitfinex.com", "api-pub.bitfinex.com"),
      "bitfinex-derivatives"),

  /** Gemini market data, version 2 and the socket of 2025. */
  GEMINI(GeminiProtocol::new, at("ws.gemini.com", "wsapi.fast.gemini.com", "api.gemini.com")),

  /** Bybit's spot market; its URLs begin as those of the derivatives do. */
  BYBIT_SPOT(
      () -> new BybitProtocol(BybitMarket.SPOT),
      at(
          "stream.bybit.com/v5/public/spot",
          "stream.bybit.com/spot/",
          "stream.bytick.com/v5/public/spot",
          "stream.bytick.com/spot/",
          "api.bybit.com/spot/",
          "api.bytick.com/spot/")),
  /** Bitstamp, version 2. */
  BITSTAMP(BitstampProtocol::new, at("ws.bitstamp.net", "www.bitstamp.net")),

  /** Crypto.com Exchange. */
  CRYPTO_COM(
      CryptoComProtocol::new, at("stream.crypto.com", "deriv-stream.crypto.com", "api.crypto.com")),

  /** Bybit's derivatives. */
  BYBIT(
      () -> new BybitProtocol(BybitMarket.DERIVATIVES),
      at(
          "stream.bybit.com",
          "stream.bytick.com",
          "ws2.bybit.com",
          "api.bybit.com",
          "api.bytick.com")),

  /** OKX, once OKEx: spot, perpetuals and futures. */
  OKX(
      OkxProtocol::new,
      at(
          "ws.okx.com",
          "wsaws.okx.com",
          "wseea.okx.com",
          "wsus.okx.com",
          "real.okx.com",
          "real.okex.com",
          "ws.okex.com",
          "www.okx.com",
          "aws.okx.com",
          "eea.okx.com",
          "us.okx.com",
          "app.okx.com",
          "www.okex.com",
          "aws.okex.com"),
      "okex",
      "okex-swap",
      "okex-futures"),

  /** Bitget: spot and futures. */
  BITGET(
      BitgetProtocol::new,
      at("ws.bitget.com", "vip-ws-uta-public.bitget.com", "api.bitget.com", "vip-api.bitget.com"),
      "bitget-futures"),

  /** BitMEX. */
  BITMEX(BitmexProtocol::new, at("www.bitmex.com", "ws.bitmex.com")),

  /** Deribit, version 2. */
  DERIBIT(DeribitProtocol::new, at("www.deribit.com", "streams.deribit.com")),

  /** Hyperliquid: perpetuals and spot. */
  HYPERLIQUID(HyperliquidProtocol::new, at("api.hyperliquid.xyz", "api-ui.hyperliquid.xyz")),

  /** dYdX, version 3. */
  DYDX(DydxProtocol::new, at("api.dydx.exchange")),

  /** Gate spot, once called Gate.io; its REST host is that of its futures, too. */
  GATE(
      GateSpotProtocol::new,
      at(
          "ws.gate.io",
          "ws.gateio.ws",
          "ws.gateio.io",
          "api.gateio.ws/ws",
          "api.gateio.ws/api/v4/spot"),
      "gate-io"),

  /** Gate's perpetual and delivery contracts. */
  GATE_FUTURES(
      GateFuturesProtocol::new,
      at(
          "fx-ws.gateio.ws",
          "fx-api.gateio.ws",
          "api.gateio.ws/api/v4/futures",
          "api.gateio.ws/api/v4/delivery"),
      "gate-io-futures"),

  /** KuCoin spot. */
  KUCOIN(
      KucoinProtocol::new,
      at(
          "ws-api-spot.kucoin.com",
          "ws-api.kucoin.com",
          "push1-v2.kucoin.com",
          "api.kucoin.com",
          "openapi-v2.kucoin.com")),

  /** KuCoin's futures, once called KuMEX. */
  KUCOIN_FUTURES(
      KucoinProtocol::new,
      at(
          "ws-api-futures.kucoin.com",
          "api-futures.kucoin.com",
          "ws-api.kumex.com",
          "api.kumex.com")),

  /** MEXC spot, in JSON. */
  MEXC(MexcSpotProtocol::new, at("wbs-api.mexc.com", "wbs.mexc.com", "api.mexc.com/api/v3")),

  /** MEXC's futures. */
  MEXC_FUTURES(MexcFuturesProtocol::new, at("contract.mexc.com", "api.mexc.com/api/v1/contract")),

  /** HTX spot, once called Huobi. */
  HTX(
      HtxProtocol::new,
      at("api.huobi.pro", "api-aws.huobi.pro", "www.huobi.pro", "api.htx.com"),
      "huobi"),

  /** HTX's delivery contracts, inverse and linear swaps. */
  HTX_FUTURES(
      HtxProtocol::new,
      at("api.hbdm.com", "www.hbdm.com", "api.hbdm.vn", "api.btcgateway.pro"),
      "huobi-dm",
      "huobi-dm-swap",
      "huobi-dm-linear-swap"),
  /** dYdX, version 4. */
  DYDX_V4(DydxV4Protocol::new, at("indexer.dydx.trade", "indexer.v4testnet.dydx.exchange"));

  private final Supplier<Protocol> protocol;
  private final List<String> hosts;

  /** How others call it, or how the names of its files begin. */
  private final List<String> aliases;

  Venue(Supplier<Protocol> protocol, List<String> hosts, String... aliases) {
    this.protocol = protocol;
    this.hosts = hosts;
    this.aliases = List.of(aliases);
  }

  private static List<String> at(String... hosts) {
    return List.of(hosts);
  }

  /** Its protocol, having read nothing yet. */
  public Protocol open() {
    return protocol.get();
  }

  /** The venue whose connection or request this URL names. */
  public static Optional<Venue> ofUrl(String url) {
    return Arrays.stream(values()).filter(venue -> venue.isAt(url)).findFirst();
  }

  /**
   * The venue of this name, ours or that of a widespread collection: {@code binance-futures},
   * {@code cryptofacilities}.
   */
  public static Optional<Venue> ofName(String name) {
    String given = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values()).filter(venue -> venue.isCalled(given)).findFirst();
  }

  /**
   * The venue that a recording's name says: {@code BINANCE.ws.1.0.txt.gz} or {@code
   * binance_usdm_BTCUSDT_raw_2024-08-08.txt.gz}.
   */
  public static Optional<Venue> ofFile(String name) {
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    return Arrays.stream(values())
        .filter(venue -> venue.name().equals(stem) || venue.begins(stem))
        .findFirst();
  }

  /** Its name in lower case with hyphens, as a person types it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private boolean isCalled(String given) {
    return name().toLowerCase(Locale.ROOT).equals(given)
        || aliases.stream().anyMatch(alias -> alias.replace('-', '_').equals(given));
  }

  /** An alias that ends with an underscore begins the names of its files. */
  private boolean begins(String stem) {
    String name = stem.toLowerCase(Locale.ROOT);
    return aliases.stream().anyMatch(alias -> alias.endsWith("_") && name.startsWith(alias));
  }

  private boolean isAt(String url) {
    return hosts.stream().anyMatch(host -> url.contains("//" + host));
  }
}
