package io.tidemark.exchange.bitmex;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BitmexProtocolTest {

  private static final String INSTRUMENTS =
      """
      [{"symbol":"XBTUSD","typ":"FFWCSX","underlying":"XBT","quoteCurrency":"USD",
        "isInverse":true,"isQuanto":false,"multiplier":-100000000,
        "underlyingToSettleMultiplier":-100000000},
       {"symbol":"XBTZ20","typ":"FFCCSX","underlying":"XBT","quoteCurrency":"USD",
        "isInverse":true,"isQuanto":false,"multiplier":-100000000,
        "underlyingToSettleMultiplier":-100000000,"expiry":"2020-12-25T12:00:00.000Z"},
       {"symbol":"ADAZ20","typ":"FFCCSX","underlying":"ADA","quoteCurrency":"XBT",
        "isInverse":false,"isQuanto":false,"multiplier":100000000,
        "quoteToSettleMultiplier":100000000,"expiry":"2020-12-25T12:00:00.000Z"},
       {"symbol":"XBTUSDT","typ":"FFWCSX","underlying":"XBT","quoteCurrency":"USDT",
        "isInverse":false,"isQuanto":false,"multiplier":1,"quoteToSettleMultiplier":1000000,
        "underlyingToPositionMultiplier":1000000},
       {"symbol":"ETHUSD","typ":"FFWCSX","underlying":"ETH","quoteCurrency":"USD",
        "isInverse":false,"isQuanto":true,"multiplier":100,"quoteToSettleMultiplier":3108},
       {"symbol":".BXBT","typ":"MRCXXX"},
       {"symbol":"BAD","typ":"FFWCSX","underlying":"BAD","quoteCurrency":"USD","multiplier":0,
        "quoteToSettleMultiplier":1}]\
      """;

  private final Conversation bitmex = new Conversation(Venue.BITMEX);

  @BeforeEach
  void listInstruments() {
    List<Outcome> outcomes = bitmex.answer("https://www.bitmex.com/api/v1", INSTRUMENTS);
    assertThat(outcomes).hasSize(2).contains(passed(NoFact.REFERENCE));
    assertRefused(outcomes.get(1), RejectReason.UNDECODABLE, "a contract is worth 0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "XBTUSD, BTC-USD-PERP@bitmex, 300, 10000, 0.03",
    "XBTZ20, BTC-USD-201225@bitmex, 300, 10000, 0.03",
    "ADAZ20, ADA-BTC-201225@bitmex, 300, 0.00002, 300",
    "XBTUSDT, BTC-USDT-PERP@bitmex, 3000, 10000, 0.003",
    "ETHUSD, ETH-USD-PERP@bitmex, 300, 500, 0.25",
  })
  void contractsBecomeTheBaseCurrency(
      String symbol, String instrument, long size, double price, double base) {
    Trade trade = bitmex.trade(trade(symbol, size, price, 0.25, symbol, ""));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isCloseTo(base, within(1e-12));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.eventTime()).isEqualTo(1_600_000_009_500_000L);
    assertThat(trade.availableAt()).isEqualTo(AT);
  }

  @Test
  void aTradeIsAFactOnceAndOnlyIfItWasMadeInTheMarket() {
    assertThat(bitmex.trade(trade("XBTUSD", 1, 1, 1, "a", ""))).isNotNull();
    assertThat(bitmex.passed(trade("XBTUSD", 1, 1, 1, "a", ""))).isEqualTo(NoFact.REPEATED);
    assertThat(bitmex.passed(trade("XBTUSD", 1, 1, 1, "b", ",\"trdType\":\"Settlement\"")))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(bitmex.passed(trade("XBTUSD", 1, 1, 1, "c", "").replace("insert", "partial")))
        .isEqualTo(NoFact.HISTORY);
  }

  @Test
  void aPriceIsSaidOnceAndLevelsAreNamedByTheirIds() {
    Book first = bitmex.book(partial());
    assertThat(first.bidPrices()).containsExactly(10_000, 8_000);
    assertThat(first.bidSizes()).containsExactly(0.5, 1);
    assertThat(first.eventTime()).isEqualTo(AT);
    bitmex.receive(
        change("update", "{\"symbol\":\"XBTUSD\",\"id\":1,\"side\":\"Buy\",\"size\":1000}"));
    Book last = bitmex.book(change("delete", "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\"}"));
    assertThat(last.bidPrices()).containsExactly(10_000);
    assertThat(last.bidSizes()).containsExactly(0.1);
  }

  @Test
  void aRowsOwnTimeIsTheBooks() {
    bitmex.receive(partial());
    Book book =
        bitmex.book(
            change(
                "update",
                """
                {"symbol":"XBTUSD","id":1,"side":"Buy","size":7,
                 "timestamp":"2020-09-13T12:26:41.000Z"}\
                """));
    assertThat(book.eventTime()).isEqualTo(1_600_000_001_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "update, 9, is not there",
    "delete, 9, is not there",
    "insert, 1, was there",
  })
  void anIdThatIsNotAsItShouldBeIsAGapUntilAPartialComes(String action, int id, String words) {
    bitmex.receive(partial());
    String row = "{\"symbol\":\"XBTUSD\",\"id\":%d,\"side\":\"Buy\",\"size\":5,\"price\":9}";
    assertRefused(
        bitmex.one(change(action, row.formatted(id))),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bitmex",
        action + " of level " + id,
        words);
    assertThat(bitmex.passed(change("update", row.formatted(1))))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bitmex.book(partial()).bidPrices()).hasSize(2);
  }

  @Test
  void aCrossedBookIsAGap() {
    bitmex.receive(partial());
    assertRefused(
        bitmex.one(
            change(
                "insert",
                "{\"symbol\":\"XBTUSD\",\"id\":7,\"side\":\"Buy\",\"size\":5,\"price\":10001}")),
        RejectReason.OUT_OF_SEQUENCE,
        "is not below the best ask 10001.0");
  }

  @Test
  void aBookOfQuantoContractsIsRefusedOnceAndItsChangesPass() {
    assertRefused(
        bitmex.one(partial().replace("XBTUSD", "ETHUSD")),
        RejectReason.INCONSISTENT,
        "ETH-USD-PERP@bitmex is a quanto contract");
    assertThat(bitmex.passed(change("delete", "{\"symbol\":\"ETHUSD\",\"id\":2,\"side\":\"Buy\"}")))
        .isEqualTo(NoFact.QUANTO);
  }

  @Test
  void aNewConnectionEndsTheBooks() {
    bitmex.receive(partial());
    bitmex.connect("wss://www.bitmex.com/realtime");
    assertThat(bitmex.passed(change("delete", "{\"symbol\":\"XBTUSD\",\"id\":2,\"side\":\"Buy\"}")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aFundingRateIsAFactWhenItIsSettled() {
    String row =
        """
        {"table":"funding","action":"insert","data":[{"symbol":"XBTUSD","fundingRate":0.0001,
         "timestamp":"2020-09-13T12:00:00.000Z"}]}\
        """;
    Funding funding = bitmex.fact(Funding.class, row);
    assertThat(funding.rate()).isEqualTo(0.0001);
    assertThat(funding.eventTime()).isEqualTo(1_599_998_400_000_000L);
    assertThat(bitmex.passed(row.replace("insert", "partial"))).isEqualTo(NoFact.HISTORY);
  }

  @Test
  void aSellingLiquidationEndsALongPosition() {
    Metric metric =
        bitmex.fact(
            Metric.class,
            """
            {"table":"liquidation","action":"insert","data":[{"orderID":"x","symbol":"XBTUSD",
             "side":"Sell","price":10000,"leavesQty":500}]}\
            """);
    assertThat(metric.name()).isEqualTo("liquidated_long");
    assertThat(metric.value()).isEqualTo(0.05);
  }

  @Test
  void anInstrumentsPricesAreMetrics() {
    List<Outcome> outcomes =
        bitmex.receive(
            """
            {"table":"instrument","action":"update","data":[{"symbol":"ETHUSD","markPrice":501.5,
             "indicativeSettlePrice":500,"timestamp":"2020-09-13T12:00:00.000Z"}]}\
            """);
    assertThat(outcomes.stream().map(it -> fact(Metric.class, it)).map(Metric::name))
        .containsExactly("mark_price", "index_price");
    assertThat(fact(Metric.class, outcomes.get(0)).value()).isEqualTo(501.5);
    assertThat(
            bitmex.passed(
                """
                {"table":"instrument","action":"update","data":[{"symbol":"XBTUSD",
                 "volume":7}]}\
                """))
        .isEqualTo(NoFact.SUMMARY);
  }

  @ParameterizedTest
  @CsvSource({
    "XBTUSD, BTC-USD-PERP@bitmex, 300, 10000, 0.03",
    "XBTH24, BTC-USD-240329@bitmex, 300, 10000, 0.03",
    "XBTEURZ21, BTC-EUR-211231@bitmex, 300, 10000, 0.03",
    "XBTUSDT, BTC-USDT-PERP@bitmex, 3000, 10000, 0.003",
    "ETHUSDT, ETH-USDT-PERP@bitmex, 3000, 1000, 0.03",
    "XRPM20, XRP-BTC-200626@bitmex, 300, 0.00002, 300",
    "LTCUSD, LTC-USD-PERP@bitmex, 300, 60, 0.25",
  })
  void beforeTheListHasComeSomeSymbolsTellWhatTheyAre(
      String symbol, String instrument, long size, double price, double base) {
    Conversation fresh = new Conversation(Venue.BITMEX);
    Trade trade = fresh.trade(trade(symbol, size, price, 0.25, symbol, ""));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isCloseTo(base, within(1e-12));
  }

  @Test
  void whatASymbolDoesNotTellTheListMustSay() {
    Conversation fresh = new Conversation(Venue.BITMEX);
    for (String symbol : List.of("XBT", "XBTA24", "SOLUSDT", "", "xbtusd")) {
      assertRefused(
          fresh.one(trade(symbol, 1, 1, 1, "a", "")),
          RejectReason.UNKNOWN_INSTRUMENT,
          "not known without the list of instruments");
    }
    assertThat(fresh.passed(trade(".BXBT", 1, 1, 1, "a", ""))).isEqualTo(NoFact.NOT_KEPT);
    fresh.receive(
        """
        {"table":"instrument","action":"partial","data":[{"symbol":"SOLUSDT","typ":"FFWCSX",
         "underlying":"SOL","quoteCurrency":"USDT","underlyingToPositionMultiplier":10000,
         "multiplier":100},{"symbol":"XBT_USDT","typ":"IFXXXP","underlying":"XBT",
         "quoteCurrency":"USDT","underlyingToPositionMultiplier":100000000},
         {"symbol":".BXBT","typ":"MRCXXX"}]}\
        """);
    assertThat(fresh.trade(trade("SOLUSDT", 20_000, 20, 1, "b", "")).quantity()).isEqualTo(2);
    Trade spot = fresh.trade(trade("XBT_USDT", 50_000_000, 20, 1, "b", ""));
    assertThat(spot.instrument()).isEqualTo("BTC-USDT@bitmex");
    assertThat(spot.quantity()).isCloseTo(0.5, within(1e-12));
    assertThat(fresh.trade(trade("XBTUSD", 1, 1, 1, "c", ""))).isNotNull();
  }

  @Test
  void anAnswerMayBeOfOneInstrumentOrOfTradesThatWere() {
    Conversation fresh = new Conversation(Venue.BITMEX);
    String row =
        "{'symbol':'ADAUSDT','typ':'FFWCSX','underlying':'ADA','quoteCurrency':'USDT',"
            + "'underlyingToPositionMultiplier':100,'multiplier':1}";
    assertThat(fresh.answer("https://www.bitmex.com/api/v1/instrument?symbol=ADAUSDT", row))
        .containsExactly(passed(NoFact.REFERENCE));
    assertThat(fresh.trade(trade("ADAUSDT", 200, 2, 1, "a", "")).quantity()).isEqualTo(2);
    assertThat(fresh.trade(trade("XBTUSD", 1, 1, 1, "b", ""))).isNotNull();
    assertThat(fresh.answer("https://www.bitmex.com/api/v1/trade", "[{'symbol':'XBTUSD'}]"))
        .containsExactly(passed(NoFact.HISTORY));
    assertRefused(
        fresh.answer("https://www.bitmex.com/api/v1/trade", "{'error':{'message':'Busy'}}").get(0),
        RejectReason.INCONSISTENT,
        "Busy");
  }

  @Test
  void whatAMessageNamesIsStatedAlsoWhereALevelIsMissing() {
    bitmex.receive(partial());
    Outcome lost =
        bitmex.one(
            change(
                "update",
                """
                {"symbol":"XBTUSD","id":9,"side":"Buy","size":5},
                {"symbol":"XBTUSD","id":1,"side":"Buy","size":1000}\
                """));
    assertRefused(lost, RejectReason.OUT_OF_SEQUENCE, "update of level 9");
    Statement.BookChange stated = (Statement.BookChange) lost.statement();
    assertThat(stated).isNotNull();
    assertThat(stated.bids().prices()).containsExactly(10_000);
    assertThat(stated.bids().sizes()).containsExactly(0.1);
  }

  @Test
  void theBestTenLevelsAreABookUntilAllLevelsAreTold() {
    String ten =
        """
        {"table":"orderBook10","action":"%s","data":[{"symbol":"XBTUSD","bids":[[%s,500]],
         "asks":[[10001,100]],"timestamp":"2020-09-13T12:26:41.000Z"}]}\
        """;
    assertThat(bitmex.book(ten.formatted("partial", "10000")).bidSizes()).containsExactly(0.05);
    assertThat(bitmex.book(ten.formatted("update", "9999")).bidPrices()).containsExactly(9_999);
    assertThat(bitmex.book(partial()).bidPrices()).containsExactly(10_000, 8_000);
    assertThat(bitmex.passed(ten.formatted("update", "9999"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void openInterestAndTheRateThatSettlesAreSaidWithTheInstrument() {
    String row =
        """
        {"table":"instrument","action":"update","data":[{"symbol":"XBTUSD",%s
         "timestamp":"2020-09-13T12:00:00.000Z"}]}\
        """;
    assertThat(bitmex.passed(row.formatted("\"openInterest\":5000,"))).isEqualTo(NoFact.NOT_KEPT);
    List<Outcome> outcomes =
        bitmex.receive(
            row.formatted(
                "\"markPrice\":10000,\"openInterest\":5000,\"fundingRate\":0.0002,"
                    + "\"fundingTimestamp\":\"2020-09-13T20:00:00.000Z\","));
    assertThat(outcomes).hasSize(3);
    assertThat(fact(Metric.class, outcomes.get(1)).value()).isEqualTo(0.5);
    assertThat(outcomes.get(2))
        .isEqualTo(
            new Outcome.Passed(
                NoFact.UNSETTLED,
                new Statement.FundingRate(
                    "BTC-USD-PERP@bitmex",
                    1_599_998_400_000_000L,
                    0.0002,
                    1_600_027_200_000_000L)));
    assertThat(bitmex.passed(row.formatted("\"markPrice\":10000,"))).isEqualTo(NoFact.SUMMARY);
    assertThat(bitmex.passed(row.formatted("\"state\":\"Settled\",\"markPrice\":5,")))
        .isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void aBarIsACandleThatEndsAtItsTime() {
    String row =
        """
        {"table":"tradeBin1m","action":"insert","data":[{"symbol":"XBTUSD","open":10000,
         "high":9990,"low":9950,"close":9960,"volume":300,"homeNotional":0.03,
         "timestamp":"2020-09-13T12:26:00.000Z"}]}\
        """;
    Candle candle = bitmex.fact(Candle.class, row);
    assertThat(candle.start()).isEqualTo(1_599_999_900_000_000L);
    assertThat(candle.length()).isEqualTo(60_000_000);
    assertThat(candle.high()).isEqualTo(10_000);
    assertThat(candle.volume()).isEqualTo(0.03);
    assertThat(bitmex.passed(row.replace("insert", "partial"))).isEqualTo(NoFact.HISTORY);
  }

  @Test
  void otherMessagesHaveTheirReasons() {
    assertThat(bitmex.passed("pong")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(bitmex.passed("{\"info\":\"Welcome\"}")).isEqualTo(NoFact.CONNECTION);
    assertThat(bitmex.passed("{\"success\":true,\"subscribe\":\"trade:XBTUSD\"}"))
        .isEqualTo(NoFact.CONNECTION);
    assertRefused(
        bitmex.one("{\"status\":400,\"error\":\"Unknown table\"}"),
        RejectReason.INCONSISTENT,
        "Unknown table");
    assertThat(bitmex.passed("{\"table\":\"quote\",\"action\":\"insert\",\"data\":[]}"))
        .isEqualTo(NoFact.SUMMARY);
    assertRefused(bitmex.one(trade("NOBODY", 1, 1, 1, "a", "")), RejectReason.UNKNOWN_INSTRUMENT);
    assertRefused(
        bitmex.one(partial().replace("XBTUSD", "NOBODY")), RejectReason.UNKNOWN_INSTRUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[]",
        "null",
        "{}",
        "{\"table\":\"trade\"}",
        "{\"table\":\"trade\",\"action\":\"insert\"}",
        "{\"table\":\"other\",\"action\":\"insert\",\"data\":[]}",
        "{\"table\":\"trade\",\"action\":\"insert\",\"data\":[5]}",
        "{\"table\":\"orderBookL2\",\"action\":\"insert\",\"data\":[{\"symbol\":5}]}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertRefused(bitmex.one(text), RejectReason.UNDECODABLE);
  }

  private static String partial() {
    return """
    {"table":"orderBookL2","action":"partial","filter":{"symbol":"XBTUSD"},"data":[
     {"symbol":"XBTUSD","id":3,"side":"Sell","size":100,"price":10001},
     {"symbol":"XBTUSD","id":1,"side":"Buy","size":5000,"price":10000},
     {"symbol":"XBTUSD","id":2,"side":"Buy","size":8000,"price":8000}]}\
    """;
  }

  private static String change(String action, String row) {
    return "{\"table\":\"orderBookL2\",\"action\":\"%s\",\"data\":[%s]}".formatted(action, row);
  }

  private static String trade(
      String symbol, long size, double price, double home, String id, String more) {
    return """
    {"table":"trade","action":"insert","data":[{"timestamp":"2020-09-13T12:26:49.500Z",
     "symbol":"%s","side":"Sell","size":%d,"price":%s,"trdMatchID":"%s","homeNotional":%s%s}]}\
    """
        .formatted(symbol, size, price, id, home, more);
  }
}
