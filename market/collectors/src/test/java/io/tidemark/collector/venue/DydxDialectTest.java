package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Funding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DydxDialectTest {

  /** When answers come, µs. */
  private static final long NOW = 1_700_000_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "ADA-USD-PERP@dydx_v4, dydx-v4 ADA-USD",
    "ADA-USDC-PERP@dydx_v4, ''",
    "ADA-USD@dydx_v4, ''",
    "ADA-USD-270326@dydx_v4, ''",
    "ADA-USD-PERP@dydx, ''"
  })
  void onlyPerpetualsOfVersionFourAreCollected(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void booksAreAskedForFirstAndPricesOfAllMarketsOnce() {
    AskedVenue dydx = new AskedVenue("ADA-USD-PERP@dydx_v4", "SOL-USD-PERP@dydx_v4");
    assertThat(dydx.connection()).isEqualTo("wss://indexer.dydx.trade/v4/ws");
    assertThat(dydx.lists()).isEmpty();
    assertThat(dydx.subscribes())
        .containsExactly(
            "{'type':'subscribe','channel':'v4_orderbook','id':'ADA-USD'}",
            "{'type':'subscribe','channel':'v4_orderbook','id':'SOL-USD'}",
            "{'type':'subscribe','channel':'v4_trades','id':'ADA-USD'}",
            "{'type':'subscribe','channel':'v4_trades','id':'SOL-USD'}",
            "{'type':'subscribe','channel':'v4_markets'}");
    assertThat(dydx.resubscribes())
        .containsExactly(
            "{'type':'unsubscribe','channel':'v4_orderbook','id':'ADA-USD'}",
            "{'type':'subscribe','channel':'v4_orderbook','id':'ADA-USD'}");
  }

  @Test
  void nothingIsSentThatHasNoAnswerForAnswersAreCounted() {
    VenueDialect dialect = new DydxDialect();
    assertThat(dialect.tellsWhatIsSent()).isTrue();
    assertThat(dialect.ping()).isEmpty();
  }

  @Test
  void whatIsAskedForIsRead() {
    AskedVenue dydx = new AskedVenue("ADA-USD-PERP@dydx_v4");
    assertThat(
            dydx.tells(
                """
                {'type':'connected','connection_id':'c','message_id':0}""",
                """
                {'type':'subscribed','connection_id':'c','message_id':1,'channel':'v4_orderbook','id':'ADA-USD','contents':{'bids':[{'price':'0.5','size':'20'}],'asks':[{'price':'0.6','size':'40'}]}}""",
                """
                {'type':'channel_data','connection_id':'c','message_id':2,'channel':'v4_trades','id':'ADA-USD','version':'2.1.0','contents':{'trades':[{'id':'00c1','size':'3','price':'0.5','side':'SELL','createdAt':'2027-01-15T07:50:01.250Z','type':'LIQUIDATED'}]}}""",
                """
                {'type':'subscribed','connection_id':'c','message_id':3,'channel':'v4_markets','contents':{'markets':{'ADA-USD':{'ticker':'ADA-USD','oraclePrice':'0.55','openInterest':'700','nextFundingRate':'0.00001'}}}}"""))
        .contains(
            "BOOK ADA-USD-PERP@dydx_v4",
            "TRADE ADA-USD-PERP@dydx_v4",
            "METRIC ADA-USD-PERP@dydx_v4 liquidated_long",
            "METRIC ADA-USD-PERP@dydx_v4 mark_price",
            "METRIC ADA-USD-PERP@dydx_v4 open_interest");
  }

  @Test
  void settledFundingIsAskedForAndANewOneIsAFact() {
    AskedVenue dydx = new AskedVenue("ADA-USD-PERP@dydx_v4");
    assertThat(dydx.asked(MarketData.FUNDING))
        .isEqualTo("https://indexer.dydx.trade/v4/historicalFunding/ADA-USD?limit=1");
    String row =
        "{'ticker':'ADA-USD','rate':'%s','price':'0.5','effectiveAtHeight':'9',"
            + "'effectiveAt':'2023-11-14T%d:00:00.250Z'}";
    String rates = "{'historicalFunding':[%s]}";
    String first = row.formatted("0.00001", 21);
    String second = row.formatted("-0.00002", 22);
    assertThat(dydx.askedOf(MarketData.FUNDING, rates.formatted(first)))
        .containsExactly(new Funding("ADA-USD-PERP@dydx_v4", 1_699_995_600_250_000L, NOW, 0.00001));
    assertThat(dydx.askedOf(MarketData.FUNDING, rates.formatted(first))).isEmpty();
    assertThat(dydx.askedOf(MarketData.FUNDING, rates.formatted(second + "," + first)))
        .containsExactly(
            new Funding("ADA-USD-PERP@dydx_v4", 1_699_999_200_250_000L, NOW, -0.00002));
    assertThat(dydx.askedOf(MarketData.FUNDING, rates.formatted(""))).isEmpty();
  }

  @Test
  void pastTradesComeTheNewestFirst() {
    AskedVenue dydx = new AskedVenue("ADA-USD-PERP@dydx_v4");
    assertThat(dydx.pastTrades())
        .isEqualTo("https://indexer.dydx.trade/v4/trades/perpetualMarket/ADA-USD?limit=1000");
    assertThat(
            dydx.pastTradesOf(
                """
                {'trades':[
                {'id':'00c10000000200000005','side':'SELL','size':'8','price':'0.25','type':'LIMIT','createdAt':'2023-11-14T22:13:10.123Z','createdAtHeight':'9'},
                {'id':'00c10000000200000002','side':'BUY','size':'2','price':'0.26','type':'LIQUIDATED','createdAt':'2023-11-14T22:13:10.123Z','createdAtHeight':'9'}]}"""))
        .containsExactly(
            "00c10000000200000002 0.26 2.0 BUY 1699999990123000",
            "00c10000000200000005 0.25 8.0 SELL 1699999990123000");
    assertThat(dydx.pastTradesOf("{'errors':[{'msg':'no such market'}]}")).isEmpty();
  }
}
