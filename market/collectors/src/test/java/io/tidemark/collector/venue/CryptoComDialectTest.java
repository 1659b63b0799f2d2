package io.tidemark.collector.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CryptoComDialectTest {

  private static final String CHANGES =
      ",'book_subscription_type':'SNAPSHOT_AND_UPDATE','book_update_frequency':100";

  @ParameterizedTest
  @CsvSource({
    "ADA-USDT@crypto_com, crypto-com ADA_USDT",
    "ADA-USD-PERP@crypto_com, crypto-com ADAUSD-PERP",
    "BTC-USD-270326@crypto_com, crypto-com BTCUSD-270326",
    "BTC-DAI-PERP@crypto_com, ''",
    "BTC-USD-CW9000@crypto_com, ''",
    "ADA-USDT@other, ''"
  })
  void anInstrumentHasTheVenuesNameIfItIsCollected(String instrument, String symbol) {
    assertThat(AskedVenue.symbol(instrument)).isEqualTo(symbol);
  }

  @Test
  void spotIsAskedForTradesAndChangesOfBooks() {
    AskedVenue spot = new AskedVenue("ADA-USDT@crypto_com", "SOL-USD@crypto_com");
    assertThat(spot.connection()).isEqualTo("wss://stream.crypto.com/exchange/v1/market");
    assertThat(spot.lists())
        .containsExactly("https://api.crypto.com/exchange/v1/public/get-instruments");
    assertThat(spot.subscribes())
        .containsExactly(
            "{'id':1,'method':'subscribe','params':"
                + "{'channels':['book.ADA_USDT.50','book.SOL_USD.50']"
                + CHANGES
                + "}}",
            "{'id':1,'method':'subscribe','params':"
                + "{'channels':['trade.ADA_USDT','trade.SOL_USD']}}");
    assertThat(spot.resubscribes())
        .containsExactly(
            "{'id':1,'method':'subscribe','params':{'channels':['book.ADA_USDT.50']"
                + CHANGES
                + "}}");
  }

  @Test
  void contractsOfAPairShareItsIndexAndOnlyPerpetualsAreFunded() {
    AskedVenue contracts = new AskedVenue("BTC-USD-PERP@crypto_com", "BTC-USD-270326@crypto_com");
    assertThat(contracts.subscribes())
        .hasSize(2)
        .contains(
            "{'id':1,'method':'subscribe','params':{'channels':["
                + "'trade.BTCUSD-PERP','ticker.BTCUSD-PERP','mark.BTCUSD-PERP',"
                + "'index.BTCUSD-INDEX','funding.BTCUSD-PERP',"
                + "'trade.BTCUSD-270326','ticker.BTCUSD-270326','mark.BTCUSD-270326']}}");
  }

  @Test
  void aTextHasAHundredChannelsAndAConnectionAtMostFourHundred() {
    String[] instruments =
        IntStream.range(0, 30)
            .mapToObj(i -> "A" + i + "-USD-PERP@crypto_com")
            .toArray(String[]::new);
    assertThat(new AskedVenue(instruments).subscribes())
        .extracting(text -> text.split("-PERP|-INDEX").length - 1)
        .containsExactly(30, 100, 50);
    assertThat(6 * new CryptoComDialect().symbolsPerConnection()).isLessThanOrEqualTo(400);
  }

  @Test
  void aQuestionIsAnsweredWithItsId() {
    VenueDialect dialect = new CryptoComDialect();
    assertThat(dialect.reply("{\"id\":1700000000001,\"method\":\"public/heartbeat\",\"code\":0}"))
        .contains("{\"id\":1700000000001,\"method\":\"public/respond-heartbeat\"}");
    assertThat(dialect.reply("{\"id\":1,\"method\":\"subscribe\",\"code\":0}")).isEmpty();
    assertThat(dialect.reply("{\"method\":\"public/heartbeat\"}")).isEmpty();
    assertThat(dialect.beforeTexts()).hasSeconds(1);
  }

  @Test
  void whatIsAskedForIsRead() {
    AskedVenue venue =
        new AskedVenue("ADA-USD-PERP@crypto_com")
            .listed(
                """
                {'id':-1,'method':'public/get-instruments','code':0,'result':{'data':[{'symbol':'ADAUSD-PERP','inst_type':'PERPETUAL_SWAP','base_ccy':'ADA','quote_ccy':'USD'}]}}""");
    String form =
        "{'id':-1,'method':'subscribe','code':0,'result':{'instrument_name':'%s',"
            + "'subscription':'%s.%s','channel':'%s','depth':50,'data':[%s]}}";
    String price = "{'v':'0.55','t':1700000000000}";
    assertThat(
            venue.tells(
                form.formatted(
                    "ADAUSD-PERP",
                    "book",
                    "ADAUSD-PERP.50",
                    "book",
                    "{'bids':[['0.5','20','1']],'asks':[['0.6','40','2']],'t':1700000000000,'u':4}"),
                form.formatted(
                    "ADAUSD-PERP",
                    "trade",
                    "ADAUSD-PERP",
                    "trade",
                    "{'d':'8','t':1700000000000,'p':'0.5','q':'3','s':'SELL'}"),
                form.formatted("ADAUSD-PERP", "mark", "ADAUSD-PERP", "mark", price),
                form.formatted("ADAUSD-INDEX", "index", "ADAUSD-INDEX", "index", price),
                form.formatted(
                    "ADAUSD-PERP",
                    "ticker",
                    "ADAUSD-PERP",
                    "ticker",
                    "{'oi':'700','a':'0.5','t':1700000000000}"),
                form.formatted(
                    "ADAUSD-PERP",
                    "funding",
                    "ADAUSD-PERP",
                    "funding",
                    "{'v':'0.0001','t':1700002799000}"),
                form.formatted(
                    "ADAUSD-PERP",
                    "funding",
                    "ADAUSD-PERP",
                    "funding",
                    "{'v':'0.0002','t':1700002801000}")))
        .contains(
            "BOOK ADA-USD-PERP@crypto_com",
            "TRADE ADA-USD-PERP@crypto_com",
            "METRIC ADA-USD-PERP@crypto_com mark_price",
            "METRIC ADA-USD-PERP@crypto_com index_price",
            "METRIC ADA-USD-PERP@crypto_com open_interest",
            "FUNDING ADA-USD-PERP@crypto_com");
  }

  @Test
  void pastTradesAreAskedFor() {
    AskedVenue venue = new AskedVenue("ADA-USDT@crypto_com");
    assertThat(venue.pastTrades())
        .isEqualTo(
            "https://api.crypto.com/exchange/v1/public/get-trades"
                + "?instrument_name=ADA_USDT&count=150");
    assertThat(
            venue.pastTradesOf(
                "{'code':0,'result':{'data':[{'d':'42','t':1699999990123,'p':'0.25','q':'8',"
                    + "'s':'SELL','i':'ADA_USDT'}]}}"))
        .containsExactly("42 0.25 8.0 SELL 1699999990123000");
  }
}
