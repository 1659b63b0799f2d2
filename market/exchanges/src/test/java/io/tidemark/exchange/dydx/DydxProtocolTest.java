package io.tidemark.exchange.dydx;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.passed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
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
import org.junit.jupiter.params.provider.ValueSource;

final class DydxProtocolTest {

  private static final String URL = "wss://api.dydx.exchange/v3/ws";

  private final Conversation dydx = new Conversation(Venue.DYDX);

  @BeforeEach
  void connect() {
    dydx.answer(
        "https://api.dydx.exchange/v3/markets",
        """
        {"markets":{"ETH-USD":{"market":"ETH-USD","baseAsset":"ETH","quoteAsset":"USD",
         "type":"PERPETUAL"},"UNI-USD":{"market":"UNI-USD","baseAsset":"UNI","quoteAsset":"USD"}}}\
        """);
    assertThat(dydx.connect(URL)).containsExactly(passed(NoFact.CONNECTION));
    assertThat(dydx.passed("{\"type\":\"connected\",\"connection_id\":\"c\",\"message_id\":0}"))
        .isEqualTo(NoFact.CONNECTION);
  }

  @Test
  void aSnapshotAndItsUpdatesAreBooks() {
    Book first = dydx.book(snapshot(1, "ETH-USD"));
    assertThat(first.instrument()).isEqualTo("ETH-USD-PERP@dydx");
    assertThat(first.bidPrices()).containsExactly(100);
    assertThat(first.askSizes()).containsExactly(2, 3);
    assertThat(first.eventTime()).isEqualTo(AT);
    Book then = dydx.book(update(2, 60, "[\"99\",\"4\"]", "[\"101\",\"0\"]"));
    assertThat(then.bidPrices()).containsExactly(100, 99);
    assertThat(then.askPrices()).containsExactly(102);
  }

  @Test
  void anUpdateOlderThanItsLevelIsIgnoredEvenIfTheLevelIsGone() {
    dydx.receive(snapshot(1, "ETH-USD"));
    dydx.receive(update(2, 60, "", "[\"101\",\"0\"]"));
    assertThat(dydx.passed(update(3, 59, "", "[\"101\",\"7\"]"))).isEqualTo(NoFact.SUPERSEDED);
    // the snapshot says that the bid at 98 went with offset 70
    assertThat(dydx.passed(update(4, 69, "[\"98\",\"7\"]", ""))).isEqualTo(NoFact.SUPERSEDED);
    Book book = dydx.book(update(5, 69, "[\"98\",\"7\"],[\"97\",\"1\"]", ""));
    assertThat(book.bidPrices()).containsExactly(100, 97);
    assertThat(book.askPrices()).containsExactly(102);
  }

  @Test
  void aLostMessageEndsEveryBookUntilItsSnapshotComes() {
    dydx.receive(snapshot(1, "ETH-USD"));
    dydx.receive(snapshot(2, "UNI-USD"));
    List<Outcome> outcomes = dydx.receive(update(5, 60, "[\"99\",\"4\"]", ""));
    assertRefused(
        outcomes.get(0),
        RejectReason.OUT_OF_SEQUENCE,
        "2 messages of the connection are missing before message_id 5; 2 books wait");
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(1).stating(null)).isEqualTo(passed(NoFact.AWAITING_SNAPSHOT));
    assertThat(dydx.passed(update(6, 61, "[\"99\",\"4\"]", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(dydx.book(snapshot(7, "ETH-USD")).bidPrices()).containsExactly(100);
  }

  @Test
  void anUpdateThatCameBeforeItsSnapshotIsAppliedIfItWasSentAfterIt() {
    ask();
    assertThat(dydx.passed(update(2, 60, "[\"99\",\"4\"]", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(dydx.book(snapshot(1, "ETH-USD")).bidPrices()).containsExactly(100, 99);
  }

  @Test
  void answersMayComeLateButNoMoreThanWereAskedFor() {
    ask();
    ask();
    dydx.receive(snapshot(1, "ETH-USD"));
    assertThat(dydx.book(update(3, 60, "[\"99\",\"4\"]", ""))).isNotNull();
    assertThat(dydx.passed(tradesSubscribed(2))).isEqualTo(NoFact.HISTORY);
    assertThat(dydx.passed(tradesSubscribed(2))).isEqualTo(NoFact.REPEATED);
    ask();
    assertRefused(
        dydx.receive(update(6, 61, "[\"99\",\"5\"]", "")).get(0),
        RejectReason.OUT_OF_SEQUENCE,
        "1 messages");
    assertThat(dydx.book(snapshot(5, "ETH-USD"))).isNotNull();
    assertThat(dydx.book(update(7, 62, "[\"99\",\"6\"]", "")).bidSizes()).containsExactly(1, 6);
  }

  @Test
  void anotherConnectionBeginsAnew() {
    dydx.receive(snapshot(1, "ETH-USD"));
    assertThat(dydx.passed(update(1, 60, "[\"99\",\"4\"]", "").replace("\"c\"", "\"other\"")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void tradesOfTheSubscriptionAreHistoryAndLaterOnesFacts() {
    assertThat(dydx.passed(tradesSubscribed(1))).isEqualTo(NoFact.HISTORY);
    Trade trade = dydx.trade(tradesSubscribed(2).replace("\"subscribed\"", "\"channel_data\""));
    assertThat(trade)
        .isEqualTo(
            new Trade("ETH-USD-PERP@dydx", 1_600_000_009_500_000L, AT, "", 100, 0.5, Side.BUY));
  }

  @Test
  void aTradeThatLiquidatesIsALiquidationToo() {
    String row = tradesSubscribed(1).replace("\"subscribed\"", "\"channel_data\"");
    List<Outcome> outcomes =
        dydx.receive(row.replace("\"side\":\"BUY\"", "\"side\":\"SELL\",\"liquidation\":true"));
    assertThat(outcomes).hasSize(2);
    assertThat(fact(Metric.class, outcomes.get(1)))
        .isEqualTo(
            new Metric("ETH-USD-PERP@dydx", 1_600_000_009_500_000L, AT, "liquidated_long", 0.5));
    assertThat(outcomes.get(1).statement()).isInstanceOf(Statement.Liquidation.class);
  }

  @Test
  void aMarketsValuesAreFactsWhenTheyChangeAndItsRateWhenItHasSettled() {
    String subscribed =
        """
        {"type":"subscribed","connection_id":"c","message_id":1,"channel":"v3_markets",
         "contents":{"markets":{"ETH-USD":{"market":"ETH-USD","baseAsset":"ETH",
         "quoteAsset":"USD","indexPrice":"99.5","oraclePrice":"100.5","openInterest":"70",
         "nextFundingRate":"0.00002","nextFundingAt":"2020-09-13T12:27:00.000Z"}}}}\
        """;
    assertThat(dydx.receive(subscribed))
        .containsExactly(
            metric("mark_price", 100.5),
            metric("index_price", 99.5),
            metric("open_interest", 70),
            new Outcome.Passed(
                NoFact.UNSETTLED,
                new Statement.FundingRate(
                    "ETH-USD-PERP@dydx", AT, 0.00002, 1_600_000_020_000_000L)));
    String update =
        """
        {"type":"channel_data","connection_id":"c","message_id":%d,"channel":"v3_markets",
         "contents":{"ETH-USD":{%s}}}\
        """;
    assertThat(dydx.passed(update.formatted(2, "\"openInterest\":\"70\"")))
        .isEqualTo(NoFact.SUMMARY);
    dydx.clock(AT + 11_000_000);
    List<Outcome> then =
        dydx.receive(update.formatted(3, "\"nextFundingAt\":\"2020-09-13T13:27:00.000Z\""));
    assertThat(fact(Funding.class, then.get(0)))
        .isEqualTo(
            new Funding("ETH-USD-PERP@dydx", 1_600_000_020_000_000L, AT + 11_000_000, 0.00002));
  }

  private static Outcome metric(String name, double value) {
    return new Outcome.Known(new Metric("ETH-USD-PERP@dydx", AT, AT, name, value));
  }

  @Test
  void aNameTellsTheMarketBeforeTheListHasCome() {
    Conversation fresh = new Conversation(Venue.DYDX);
    assertThat(fresh.book(snapshot(1, "XXX-USD")).instrument()).isEqualTo("XXX-USD-PERP@dydx");
    assertRefused(fresh.one(snapshot(2, "xxx")), RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void anUpdateThatCannotBeReadIsMissing() {
    dydx.receive(snapshot(1, "ETH-USD"));
    assertRefused(
        dydx.one(update(2, 60, "[\"99\"]", "")), RejectReason.UNDECODABLE, "there is no element 1");
    assertThat(dydx.passed(update(3, 61, "[\"99\",\"1\"]", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void otherMessagesHaveTheirReasons() {
    assertRefused(
        dydx.one(
            """
            {"type":"error","message":"Invalid id","connection_id":"c","message_id":1}\
            """),
        RejectReason.INCONSISTENT,
        "Invalid id");
    assertRefused(dydx.one(snapshot(2, "XXX-USD")), RejectReason.UNKNOWN_INSTRUMENT, "XXX-USD");
    assertThat(dydx.passed(snapshot(3, "ETH-USD").replace("v3_orderbook", "v3_markets")))
        .isEqualTo(NoFact.SUMMARY);
    assertRefused(
        dydx.one(snapshot(4, "ETH-USD").replace("v3_orderbook", "v4_orderbook")),
        RejectReason.UNDECODABLE,
        "channel is 'v4_orderbook'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[]",
        "null",
        "{}",
        "{\"type\":\"connected\"}",
        "{\"type\":\"other\",\"connection_id\":\"c\",\"message_id\":1}",
        "{\"type\":\"channel_data\",\"connection_id\":\"c\",\"message_id\":\"x\"}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertRefused(dydx.one(text), RejectReason.UNDECODABLE);
  }

  private void ask() {
    dydx.send("{\"type\":\"subscribe\",\"channel\":\"v3_trades\",\"id\":\"X\"}");
  }

  private static String snapshot(long id, String market) {
    return """
    {"type":"subscribed","connection_id":"c","message_id":%d,"channel":"v3_orderbook",
     "id":"%s","contents":{"bids":[{"price":"98","size":"0","offset":"70"},
     {"price":"100","size":"1","offset":"50"}],"asks":[{"price":"102","size":"3",
     "offset":"40"},{"price":"101","size":"2","offset":"50"}]}}\
    """
        .formatted(id, market);
  }

  private static String update(long id, long offset, String bids, String asks) {
    return """
    {"type":"channel_data","connection_id":"c","message_id":%d,"id":"ETH-USD",
     "channel":"v3_orderbook","contents":{"offset":"%d","bids":[%s],"asks":[%s]}}\
    """
        .formatted(id, offset, bids, asks);
  }

  private static String tradesSubscribed(long id) {
    return """
    {"type":"subscribed","connection_id":"c","message_id":%d,"channel":"v3_trades",
     "id":"ETH-USD","contents":{"trades":[{"side":"BUY","size":"0.5","price":"100",
     "createdAt":"2020-09-13T12:26:49.500Z"}]}}\
    """
        .formatted(id);
  }
}
