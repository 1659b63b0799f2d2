package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KucoinDialectTest {

  private static final String TICKET =
      """
      {"code":"200000","data":{"token":"2neA_k-Q==.x","instanceServers":[{"endpoint":"wss://socket-of-the-day.test/","pingInterval":18000}]}}\
      """;

  private static final KucoinDialect SPOT = new KucoinDialect(KucoinDialect.Market.SPOT);

  @ParameterizedTest
  @CsvSource({
    "ADA-USDT@kucoin, kucoin ADA-USDT",
    "BTC-USDT-PERP@kucoin, kucoin-futures XBTUSDTM",
    "ADA-USDC-PERP@kucoin, kucoin-futures ADAUSDCM",
    "BTC-USD-PERP@kucoin, kucoin-futures XBTUSDM",
    "BTC-USD-250328@kucoin, kucoin-futures XBTMH25",
    "BTC-USD-250327@kucoin, ''",
    "BTC-USD-259999@kucoin, ''",
    "BTC-EUR-PERP@kucoin, ''"
  })
  void anInstrumentHasKucoinsName(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void theTicketSaysWhereToConnectTo() {
    assertThat(SPOT.ticket(plan(SPOT.socket())))
        .contains(URI.create("https://api.kucoin.com/api/v1/bullet-public"));
    assertThat(SPOT.connection(plan(SPOT.socket()), TICKET))
        .contains(URI.create("wss://socket-of-the-day.test/?token=2neA_k-Q==.x"));
    assertThat(SPOT.connection(plan(URI.create("ws://proxy.test:81")), TICKET))
        .contains(URI.create("ws://proxy.test:81/?token=2neA_k-Q==.x"));
    assertThat(SPOT.connection(plan(SPOT.socket()), "{\"code\":\"429000\"}")).isEmpty();
  }

  private static FeedPlan plan(URI socket) {
    return new FeedPlan(
        Map.of("ADA-USDT@kucoin", "ADA-USDT"),
        EnumSet.allOf(FeedChannel.class),
        socket,
        SPOT.rest());
  }

  @Test
  void aTextNamesAllSymbolsOfATopic() {
    AskedVenue spot = new AskedVenue("ADA-USDT@kucoin", "ETH-BTC@kucoin");
    assertThat(spot.lists()).containsExactly("https://api.kucoin.com/api/v2/symbols");
    assertThat(spot.subscribes())
        .containsExactly(
            "{'id':'1','type':'subscribe','topic':'/market/match:ADA-USDT,ETH-BTC',"
                + "'response':true}",
            "{'id':'1','type':'subscribe','topic':'/market/level2:ADA-USDT,ETH-BTC',"
                + "'response':true}");
    assertThat(spot.snapshot())
        .isEqualTo("https://api.kucoin.com/api/v1/market/orderbook/level2_100?symbol=ADA-USDT");
  }

  @Test
  void whatFuturesAreAskedForIsRead() {
    AskedVenue futures =
        new AskedVenue("ADA-USDT-PERP@kucoin")
            .listed(
                """
                {'code':'200000','data':[{'symbol':'ADAUSDTM','baseCurrency':'ADA','quoteCurrency':'USDT','settleCurrency':'USDT','multiplier':10,'isInverse':false,'expireDate':null}]}\
                """);
    assertThat(futures.subscribes())
        .hasSize(4)
        .anyMatch(text -> text.contains("/contractMarket/execution:ADAUSDTM"))
        .anyMatch(text -> text.contains("/contractMarket/level2:ADAUSDTM"))
        .anyMatch(text -> text.contains("/contract/instrument:ADAUSDTM"))
        .anyMatch(text -> text.contains("/contract/announcement:ADAUSDTM"));
    assertThat(futures.snapshot())
        .isEqualTo("https://api-futures.kucoin.com/api/v1/level2/snapshot?symbol=ADAUSDTM");
    assertThat(
            futures.tells(
                """
                {'type':'message','topic':'/contract/instrument:ADAUSDTM','subject':'mark.index.price','data':{'markPrice':0.5,'indexPrice':0.51,'granularity':1000,'timestamp':1700000000000}}\
                """,
                """
                {'type':'message','topic':'/contract/announcement:ADAUSDTM','subject':'funding.end','data':{'symbol':'ADAUSDTM','fundingTime':1699999200000,'fundingRate':0.0001,'timestamp':1700000000000}}\
                """,
                """
                {'type':'message','topic':'/contractMarket/execution:ADAUSDTM','subject':'match','data':{'symbol':'ADAUSDTM','sequence':5,'side':'sell','size':3,'price':'0.5','tradeId':'5','ts':1700000000000000000}}\
                """))
        .containsExactly(
            "METRIC ADA-USDT-PERP@kucoin mark_price",
            "METRIC ADA-USDT-PERP@kucoin index_price",
            "FUNDING ADA-USDT-PERP@kucoin",
            "TRADE ADA-USDT-PERP@kucoin");
  }

  @Test
  void pastTradesOfSpotGoByTheirSequence() {
    AskedVenue spot = new AskedVenue("ADA-USDT@kucoin");
    assertThat(spot.pastTrades())
        .isEqualTo("https://api.kucoin.com/api/v1/market/histories?symbol=ADA-USDT");
    assertThat(
            spot.pastTradesOf(
                """
                {'code':'200000','data':[{'sequence':'71','price':'0.5','size':'6','side':'sell','time':1699999990002000000}]}\
                """))
        .containsExactly("71 0.5 6.0 SELL 1699999990002000");
    AskedVenue futures = new AskedVenue("BTC-USD-PERP@kucoin");
    assertThat(futures.pastTrades())
        .isEqualTo("https://api-futures.kucoin.com/api/v1/trade/history?symbol=XBTUSDM");
    assertThat(
            futures.pastTradesOf(
                """
                {'code':'200000','data':[{'sequence':9,'tradeId':'8','price':'50000','size':25000,'side':'buy','ts':1699999990002000000}]}\
                """))
        .containsExactly("8 50000.0 0.5 BUY 1699999990002000");
  }

  @Test
  void openInterestOfContractsIsAskedFor() {
    assertThat(new AskedVenue("ADA-USDT@kucoin").openInterest()).isEmpty();
    AskedVenue contract = new AskedVenue("ADA-USDT-PERP@kucoin");
    assertThat(contract.openInterest())
        .isEqualTo("https://api-futures.kucoin.com/api/v1/contracts/ADAUSDTM");
    assertThat(
            contract.openInterestOf(
                """
                {'code':'200000','data':{'symbol':'ADAUSDTM','baseCurrency':'ADA','quoteCurrency':'USDT','settleCurrency':'USDT','multiplier':10,'isInverse':false,'expireDate':null,'openInterest':'70','markPrice':0.5}}\
                """))
        .containsExactly(700.0);
  }
}
