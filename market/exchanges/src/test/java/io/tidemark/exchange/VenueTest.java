package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose messages a recording holds. */
final class VenueTest {

  @ParameterizedTest
  @CsvSource({
    "wss://stream.binance.com:9443/stream?streams=x, BINANCE",
    "https://api.binance.com/api/v3/depth?symbol=X, BINANCE",
    "wss://data-stream.binance.vision/ws, BINANCE",
    "https://data-api.binance.vision/api/v3/depth, BINANCE",
    "wss://stream.binance.us:9443/ws, BINANCE_US",
    "https://api.binance.us/api/v3/depth?symbol=X, BINANCE_US",
    "wss://fstream.binance.com/stream, BINANCE_FUTURES",
    "wss://fstream.binance.com/market/ws/x@aggTrade, BINANCE_FUTURES",
    "https://fapi.binance.com/fapi/v1/exchangeInfo, BINANCE_FUTURES",
    "wss://dstream.binance.com/stream, BINANCE_DELIVERY",
    "wss://ws.bitmex.com/realtime, BITMEX",
    "wss://streams.deribit.com/ws/api/v2, DERIBIT",
    "https://dapi.binance.com/dapi/v1/depth, BINANCE_DELIVERY",
    "wss://ws.kraken.com, KRAKEN",
    "wss://ws.kraken.com/v2, KRAKEN",
    "wss://futures.kraken.com/ws/v1, KRAKEN_FUTURES",
    "wss://api.gateio.ws/ws/v4/, GATE",
    "https://api.gateio.ws/api/v4/spot/currency_pairs, GATE",
    "https://api.gateio.ws/api/v4/futures/usdt/contracts, GATE_FUTURES",
    "wss://fx-ws.gateio.ws/v4/ws/usdt, GATE_FUTURES",
    "wss://ws-api-spot.kucoin.com/?token=x, KUCOIN",
    "https://api-futures.kucoin.com/api/v1/contracts/active, KUCOIN_FUTURES",
    "wss://wbs-api.mexc.com/ws, MEXC",
    "wss://contract.mexc.com/edge, MEXC_FUTURES",
    "wss://api.huobi.pro/ws, HTX",
    "wss://api.hbdm.com/linear-swap-ws, HTX_FUTURES",
    "wss://ws-feed.exchange.coinbase.com, COINBASE",
    "wss://advanced-trade-ws.coinbase.com, COINBASE",
    "https://api.exchange.coinbase.com/products, COINBASE",
    "wss://ws.gemini.com?snapshot=-1, GEMINI",
    "wss://ws.bitstamp.net, BITSTAMP",
    "wss://stream.crypto.com/exchange/v1/market, CRYPTO_COM",
    "wss://indexer.dydx.trade/v4/ws, DYDX_V4",
    "wss://api.dydx.exchange/v3/ws, DYDX",
  })
  void aUrlNamesItsVenue(String url, Venue venue) {
    assertThat(Venue.ofUrl(url)).contains(venue);
  }

  @ParameterizedTest
  @CsvSource({
    "BINANCE.ws.1.0.txt.gz, BINANCE",
    "BINANCE_FUTURES.0.txt.gz, BINANCE_FUTURES",
    "BINANCE_DELIVERY.http.0.0.txt.gz, BINANCE_DELIVERY",
    "binance_spot_BTCUSDT_raw_2024-08-08.txt.gz, BINANCE",
    "binance_usdm_BTCUSDT_raw_2024-08-08.txt.gz, BINANCE_FUTURES",
    "binance_coinm_BTCUSD_PERP_raw_2024-08-09.txt.gz, BINANCE_DELIVERY",
    "KRAKEN_FUTURES.ws.1.0.txt.gz, KRAKEN_FUTURES",
  })
  void aFileNamesItsVenue(String name, Venue venue) {
    assertThat(Venue.ofFile(name)).contains(venue);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "trades.csv.gz", "binance_options_X.txt.gz", "BINANCEX.0.txt"})
  void anotherFileNamesNone(String name) {
    assertThat(Venue.ofFile(name)).isEmpty();
  }

  @Test
  void anotherUrlNamesNone() {
    assertThat(Venue.ofUrl("https://example.org/?u=stream.binance.com")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "binance, BINANCE",
    "BINANCE_FUTURES, BINANCE_FUTURES",
    "binance-futures, BINANCE_FUTURES",
    "cryptofacilities, KRAKEN_FUTURES",
    "kraken-futures, KRAKEN_FUTURES",
    "gate-io, GATE",
    "gate-io-futures, GATE_FUTURES",
    "kucoin-futures, KUCOIN_FUTURES",
    "mexc-futures, MEXC_FUTURES",
    "huobi, HTX",
    "huobi-dm-linear-swap, HTX_FUTURES",
    "crypto-com, CRYPTO_COM",
    "dydx-v4, DYDX_V4",
    "dydx, DYDX",
  })
  void aVenueIsCalledByItsNameOrAWidespreadOne(String name, Venue venue) {
    assertThat(Venue.ofName(name)).contains(venue);
  }

  @ParameterizedTest
  @EnumSource
  void eachVenueIsFoundByTheNameThatItGives(Venue venue) {
    assertThat(Venue.ofName(venue.label())).contains(venue);
  }

  @ParameterizedTest
  @EnumSource
  void eachProtocolBeginsAnew(Venue venue) {
    assertThat(venue.open()).isNotSameAs(venue.open());
  }
}
