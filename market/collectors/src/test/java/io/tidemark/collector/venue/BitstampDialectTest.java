package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BitstampDialectTest {

  @ParameterizedTest
  @CsvSource({
    "ADA-USD@bitstamp, bitstamp adausd",
    "XRP-RLUSD@bitstamp, bitstamp xrprlusd",
    "ADA-USD-PERP@bitstamp, bitstamp adausd-perp",
    "ADA-USD-250328@bitstamp, ''"
  })
  void anInstrumentHasBitstampsName(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void eachChannelOfAMarketIsATextOfItsOwn() {
    AskedVenue spot = new AskedVenue("ADA-USD@bitstamp");
    assertThat(spot.connection()).isEqualTo("wss://ws.bitstamp.net/");
    assertThat(spot.lists()).containsExactly("https://www.bitstamp.net/api/v2/markets/");
    assertThat(spot.snapshot()).isEmpty();
    assertThat(spot.subscribes())
        .containsExactly(
            "{'event':'bts:subscribe','data':{'channel':'live_trades_adausd'}}",
            "{'event':'bts:subscribe','data':{'channel':'order_book_adausd'}}");
    assertThat(spot.resubscribes())
        .containsExactly(
            "{'event':'bts:unsubscribe','data':{'channel':'order_book_adausd'}}",
            "{'event':'bts:subscribe','data':{'channel':'order_book_adausd'}}");
    assertThat(new AskedVenue("ADA-USD-PERP@bitstamp").subscribes())
        .hasSize(3)
        .contains("{'event':'bts:subscribe','data':{'channel':'funding_rate_adausd-perp'}}");
  }

  @Test
  void onlyTheVenuesOwnRequestEndsAConnection() {
    VenueDialect bitstamp = new AskedVenue("ADA-USD@bitstamp").dialect();
    assertThat(
            bitstamp.endsSoon(
                "{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}"))
        .isTrue();
    assertThat(bitstamp.endsSoon("{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{}}"))
        .isFalse();
    assertThat(bitstamp.pingEvery()).isLessThan(bitstamp.silence());
  }

  @Test
  void whatItIsAskedForIsRead() {
    AskedVenue bitstamp =
        new AskedVenue("ADA-USD-PERP@bitstamp")
            .listed("[{'name':'ADA/USD-PERP','market_symbol':'adausd-perp'}]");
    assertThat(
            bitstamp.tells(
                """
                {'event':'trade','channel':'live_trades_adausd-perp','data':{'id':7,'timestamp':'1700000000','microtimestamp':'1700000000000250','amount':3,'amount_str':'3','price':0.5,'price_str':'0.5','type':1}}\
                """,
                """
                {'event':'data','channel':'order_book_adausd-perp','data':{'timestamp':'1700000000','microtimestamp':'1700000000000250','bids':[['0.5','1']],'asks':[['0.6','2']]}}\
                """,
                """
                {'event':'funding_rate_saved','channel':'funding_rate_adausd-perp','data':{'market':'adausd-perp','mark_price':'0.5','index_price':'0.51','funding_rate':'0.0001','timestamp':'1700000000','next_funding_time':'1700003600'}}\
                """))
        .contains(
            "TRADE ADA-USD-PERP@bitstamp",
            "BOOK ADA-USD-PERP@bitstamp",
            "METRIC ADA-USD-PERP@bitstamp mark_price",
            "METRIC ADA-USD-PERP@bitstamp index_price");
  }

  @Test
  void pastTradesAreThoseOfTheLastHourInWholeSeconds() {
    AskedVenue bitstamp = new AskedVenue("ADA-USD@bitstamp");
    assertThat(bitstamp.pastTrades())
        .isEqualTo("https://www.bitstamp.net/api/v2/transactions/adausd/?time=hour");
    assertThat(
            bitstamp.pastTradesOf(
                """
                [{'date':'1699999990','tid':'72','amount':'6','type':'1','price':'0.5'},
                 {'date':'1699999990','tid':'71','amount':'2','type':'0','price':'0.25'}]\
                """))
        .containsExactly("71 0.25 2.0 BUY 1699999990000000", "72 0.5 6.0 SELL 1699999990000000");
  }
}
