package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How venues are talked to: by which names, and with which texts and requests. */
final class VenueDialectsTest {

  @ParameterizedTest
  @CsvSource({
    "BTC-USDC@deribit, BTC_USDC",
    "BTC-USD-PERP@deribit, BTC-PERPETUAL",
    "SOL-USDC-PERP@deribit, SOL_USDC-PERPETUAL",
    "ETH-USD-270305@deribit, ETH-5MAR27",
    "XRP-USDC-271231@deribit, XRP_USDC-31DEC27",
    "BTC-USD-PERP@kraken_futures, PI_XBTUSD",
    "ETH-USD-270326@kraken_futures, FI_ETHUSD_270326",
    "BTC-USD-PERP@kraken_flex, PF_XBTUSD",
    "DOGE-USD-PERP@kraken_flex, PF_DOGEUSD",
    "BTC-USD-PERP@bitmex, XBTUSD",
    "ETH-USDT-PERP@bitmex, ETHUSDT",
    "BTC-USD-270326@bitmex, XBTH27",
    "BTC-EUR-261225@bitmex, XBTEURZ26",
    "BTC-USDT@bitmex, XBT_USDT",
    "BTC-USD@bitfinex, tBTCUSD",
    "AVAX-USD@bitfinex, tAVAX:USD",
    "ALGO-USDT@bitfinex, tALGUST",
    "BTC-USDT-PERP@bitfinex, tBTCF0:USTF0",
    "BTC-USD-PERP@hyperliquid, BTC",
    "KPEPE-USD-PERP@hyperliquid, kPEPE",
    "TSLA-USD-XYZPERP@hyperliquid, xyz:TSLA",
  })
  void anInstrumentHasTheVenuesName(String instrument, String symbol) {
    assertThat(VenueDialects.of(instrument).flatMap(it -> it.symbol(instrument))).contains(symbol);
  }

  @ParameterizedTest
  @CsvSource({
    "BTC-USD-271331@deribit",
    "BTC-USD@nowhere",
    "BTC-USD@kraken_flex",
    "BTC-USD-270231@bitmex",
    "BTC-USD-270326@bitfinex",
    "PURR-USDC@hyperliquid"
  })
  void whatTheVenueHasNoNameForIsNotCollected(String instrument) {
    assertThat(VenueDialects.of(instrument)).isEmpty();
  }

  private static VenueDialect dialect(String instrument) {
    return VenueDialects.of(instrument).orElseThrow();
  }

  private static FeedPlan plan(String instrument, FeedChannel... channels) {
    VenueDialect dialect = dialect(instrument);
    return new FeedPlan(
        Map.of(instrument, dialect.symbol(instrument).orElseThrow()),
        channels.length == 0 ? EnumSet.allOf(FeedChannel.class) : Set.of(channels),
        dialect.socket(),
        dialect.rest());
  }

  private static List<String> subscribed(String instrument, FeedChannel... channels) {
    return dialect(instrument).subscribe(plan(instrument, channels));
  }

  @Test
  void deribitIsAskedForItsLifeAndForChannelsWithoutAnAccount() {
    String perpetual = "BTC-USD-PERP@deribit";
    assertThat(subscribed(perpetual))
        .containsExactly(
            """
            {"jsonrpc":"2.0","id":1,"method":"public/set_heartbeat","params":{"interval":30}}""",
            """
            {"jsonrpc":"2.0","id":1,"method":"public/subscribe","params":{"channels":["trades.BTC-PERPETUAL.100ms","book.BTC-PERPETUAL.100ms","ticker.BTC-PERPETUAL.100ms"]}}""");
    assertThat(subscribed("BTC-USDC@deribit", FeedChannel.DERIVATIVE)).hasSize(1);
    VenueDialect deribit = dialect(perpetual);
    assertThat(deribit.reply("{\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}"))
        .contains("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/test\",\"params\":{}}");
    assertThat(deribit.reply("{\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}"))
        .isEqualTo(Optional.empty());
    FeedPlan plan = plan(perpetual);
    assertThat(deribit.connection(plan)).isEqualTo(URI.create("wss://www.deribit.com/ws/api/v2"));
    assertThat(deribit.instrumentLists(plan))
        .containsExactly(
            URI.create(
                "https://www.deribit.com/api/v2/public/get_instruments?currency=any&kind=future"));
  }

  @Test
  void krakenFuturesSubscribesToEachFeedAndToHeartbeatsAndIsPinged() {
    String perpetual = "BTC-USD-PERP@kraken_flex";
    assertThat(subscribed(perpetual))
        .containsExactly(
            "{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}",
            "{\"event\":\"subscribe\",\"feed\":\"trade\",\"product_ids\":[\"PF_XBTUSD\"]}",
            "{\"event\":\"subscribe\",\"feed\":\"book\",\"product_ids\":[\"PF_XBTUSD\"]}",
            "{\"event\":\"subscribe\",\"feed\":\"ticker\",\"product_ids\":[\"PF_XBTUSD\"]}");
    assertThat(dialect(perpetual).isPingedByFrames()).isTrue();
    assertThat(dialect(perpetual).resubscribeBook("PF_XBTUSD")).hasSize(2);
  }

  @Test
  void bitmexHasATableForEachKindOfFactAndIsPingedOften() {
    assertThat(subscribed("BTC-USD-PERP@bitmex"))
        .containsExactly(
            """
            {"op":"subscribe","args":["trade:XBTUSD","orderBookL2:XBTUSD","instrument:XBTUSD","funding:XBTUSD","liquidation:XBTUSD"]}""");
    assertThat(subscribed("BTC-USDT@bitmex", FeedChannel.DERIVATIVE)).isEmpty();
    VenueDialect bitmex = dialect("BTC-USDT@bitmex");
    assertThat(bitmex.ping()).contains("ping");
    assertThat(bitmex.pingEvery()).isLessThan(bitmex.silence());
  }

  @Test
  void bitfinexNumbersMessagesFromTheBeginningAndTellsBooksAgainOnNewConnectionsOnly() {
    assertThat(subscribed("BTC-USDT-PERP@bitfinex"))
        .containsExactly(
            "{\"event\":\"conf\",\"flags\":98304}",
            "{\"event\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"tBTCF0:USTF0\"}",
            """
            {"event":"subscribe","channel":"book","symbol":"tBTCF0:USTF0","prec":"P0","freq":"F0","len":"250"}""",
            "{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"deriv:tBTCF0:USTF0\"}",
            "{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"liq:global\"}");
    VenueDialect bitfinex = dialect("BTC-USD@bitfinex");
    FeedPlan plan = plan("BTC-USD@bitfinex");
    assertThat(bitfinex.resubscribeBook("tBTCUSD")).isEmpty();
    assertThat(bitfinex.snapshot(plan, "tBTCUSD")).isEqualTo(Optional.empty());
    assertThat(bitfinex.pastTrades(plan, "tBTCUSD"))
        .contains(URI.create("https://api-pub.bitfinex.com/v2/trades/tBTCUSD/hist?limit=1000"));
  }

  @Test
  void hyperliquidIsSentATextForEachSubscription() {
    assertThat(subscribed("BTC-USD-PERP@hyperliquid", FeedChannel.BOOK, FeedChannel.DERIVATIVE))
        .containsExactly(
            "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"l2Book\",\"coin\":\"BTC\"}}",
            """
            {"method":"subscribe","subscription":{"type":"activeAssetCtx","coin":"BTC"}}""");
  }
}
