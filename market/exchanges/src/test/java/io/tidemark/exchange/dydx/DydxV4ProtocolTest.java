package io.tidemark.exchange.dydx;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DydxV4ProtocolTest {

  private static final String LEVELS =
      "{'bids':[{'price':'20','size':'1'}],'asks':[{'price':'21','size':'2'}]}";

  private final Conversation dydx = new Conversation(Venue.DYDX_V4);

  private static String message(
      String type, long number, String channel, String market, String contents) {
    return ("{'type':'%s','connection_id':'c','message_id':%d,'channel':'%s','id':'%s',"
            + "'version':'1.0.0','contents':%s}")
        .formatted(type, number, channel, market, contents);
  }

  private static String snapshot(long number, String market) {
    return message("subscribed", number, "v4_orderbook", market, LEVELS);
  }

  private static String update(long number, String market, String bids) {
    return message("channel_data", number, "v4_orderbook", market, "{'bids':[" + bids + "]}");
  }

  private static String trade(String id, String type) {
    return ("{'id':'%s','side':'SELL','size':'3','price':'20.5','type':'%s',"
            + "'createdAt':'2020-09-13T12:26:48.125Z','createdAtHeight':'7'}")
        .formatted(id, type);
  }

  private static String trades(String type, long number, String... rows) {
    String contents = "{'trades':[" + String.join(",", rows) + "]}";
    return message(type, number, "v4_trades", "SOL-USD", contents);
  }

  @Test
  void aSnapshotAndItsUpdatesAreBooksAtTheirReceipt() {
    Book first = dydx.book(snapshot(1, "SOL-USD"));
    assertThat(first.instrument()).isEqualTo("SOL-USD-PERP@dydx_v4");
    assertThat(first.eventTime()).isEqualTo(Conversation.AT);
    assertThat(dydx.book(update(2, "SOL-USD", "['20.5','4']")).bidPrices())
        .containsExactly(20.5, 20);
  }

  @Test
  void aRepeatedMessageChangesNoBookAndIsReadElsewhere() {
    dydx.receive(snapshot(1, "SOL-USD"));
    dydx.receive(update(2, "SOL-USD", "['20.5','4']"));
    dydx.receive(update(3, "SOL-USD", "['20.5','0']"));
    assertThat(dydx.passed(update(2, "SOL-USD", "['20.5','4']"))).isEqualTo(NoFact.REPEATED);
    dydx.trade(trades("channel_data", 2, trade("a1", "LIMIT")));
  }

  @Test
  void updatesMayComeInBatches() {
    dydx.receive(snapshot(1, "SOL-USD"));
    List<Outcome> outcomes =
        dydx.receive(
            message(
                "channel_batch_data",
                2,
                "v4_orderbook",
                "SOL-USD",
                "[{'bids':[['20.5','4']]},{'asks':[['20.9','1']]}]"));
    assertThat(outcomes).hasSize(2);
    assertThat(fact(Book.class, outcomes.get(1)).askPrices()).containsExactly(20.9, 21);
  }

  @Test
  void aSkippedMessageIsALossOfAllBooks() {
    dydx.receive(snapshot(1, "SOL-USD"));
    dydx.receive(snapshot(2, "ETH-USD"));
    List<Outcome> outcomes = dydx.receive(update(5, "SOL-USD", "['20.5','4']"));
    assertRefused(
        outcomes.get(0), RejectReason.OUT_OF_SEQUENCE, "2 messages", "message_id 5", "2 books");
    assertThat(((Outcome.Passed) outcomes.get(1)).why()).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(stated(Statement.BookChange.class, outcomes.get(1)).bids().prices())
        .containsExactly(20.5);
    dydx.book(snapshot(6, "SOL-USD"));
  }

  @Test
  void aNewConnectionTellsTheWholeBookFirst() {
    dydx.receive(snapshot(1, "SOL-USD"));
    Outcome early = dydx.one(update(90, "SOL-USD", "['20.5','4']").replace("'c'", "'d'"));
    assertThat(((Outcome.Passed) early).why()).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(stated(Statement.BookChange.class, early).bids().prices()).containsExactly(20.5);
    dydx.book(update(2, "SOL-USD", "['20.1','4']"));
    dydx.book(snapshot(91, "SOL-USD").replace("'c'", "'d'"));
    dydx.book(update(92, "SOL-USD", "['20.5','4']").replace("'c'", "'d'"));
    assertThat(dydx.passed(update(3, "SOL-USD", "['19','4']"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void anAnswerMayComeLateAndWhatWasToldAfterItGoesOnFromIt() {
    dydx.receive("{'type':'connected','connection_id':'c','message_id':0}");
    dydx.send("{'type':'subscribe','channel':'v4_orderbook','id':'SOL-USD'}");
    assertThat(dydx.passed(update(2, "SOL-USD", "['20.5','4']")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(dydx.book(snapshot(1, "SOL-USD")).bidPrices()).containsExactly(20.5, 20);
    assertThat(dydx.book(update(3, "SOL-USD", "['20.5','0']")).bidPrices()).containsExactly(20);
  }

  @Test
  void whatIsAskedForBeforeTheVenueSpokeIsForItsFirstConnection() {
    dydx.send("{'type':'subscribe','channel':'v4_orderbook','id':'SOL-USD'}");
    dydx.send("{'type':'subscribe','channel':'v4_orderbook','id':'ETH-USD'}");
    dydx.receive("{'type':'connected','connection_id':'c','message_id':0}");
    dydx.book(snapshot(2, "ETH-USD"));
    dydx.book(snapshot(1, "SOL-USD"));
  }

  @Test
  void aSkippedMessageForgetsTheBooksOfItsConnectionOnly() {
    dydx.receive(snapshot(1, "SOL-USD"));
    dydx.receive(snapshot(1, "ETH-USD").replace("'c'", "'d'"));
    dydx.receive(update(9, "SOL-USD", "['20.5','4']"));
    dydx.book(update(2, "ETH-USD", "['20.5','4']").replace("'c'", "'d'"));
  }

  @Test
  void aBookWithoutAnAskThatIsNotCrossedIsNoFactAndNoLoss() {
    dydx.receive(snapshot(1, "SOL-USD"));
    dydx.receive(update(2, "SOL-USD", "['19','7']"));
    assertThat(dydx.reason(update(3, "SOL-USD", "['21.5','4']")))
        .isEqualTo(RejectReason.INCONSISTENT);
    assertThat(dydx.book(update(4, "SOL-USD", "['21.5','0']")).askPrices()).containsExactly(21);
  }

  @Test
  void aLevelThatIsTakenByANewerOneOfTheOtherSideIsLeftOut() {
    String levels =
        "{'bids':[{'price':'20','size':'1'}],'asks':[{'price':'21','size':'2'},"
            + "{'price':'22','size':'3'}]}";
    dydx.receive(message("subscribed", 1, "v4_orderbook", "SOL-USD", levels));
    Book crossed = dydx.book(update(2, "SOL-USD", "['21','4']"));
    assertThat(crossed.bidPrices()).containsExactly(21, 20);
    assertThat(crossed.bidSizes()).containsExactly(4, 1);
    assertThat(crossed.askPrices()).containsExactly(22);
    assertThat(dydx.book(update(3, "SOL-USD", "['21','0']")).askPrices()).containsExactly(21, 22);
  }

  @Test
  void aCrossedBookOfOneMessageLeavesOutTheSmallerLevel() {
    String levels =
        "{'bids':[{'price':'22','size':'1'},{'price':'20','size':'1'}],"
            + "'asks':[{'price':'21','size':'2'}]}";
    Book book = dydx.book(message("subscribed", 1, "v4_orderbook", "SOL-USD", levels));
    assertThat(book.bidPrices()).containsExactly(20);
    assertThat(book.askPrices()).containsExactly(21);
  }

  @Test
  void aLiquidationIsATradeAndEndsAPosition() {
    Trade trade = dydx.trade(trades("channel_data", 1, trade("a1", "LIMIT")));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.eventTime()).isEqualTo(1_600_000_008_125_000L);
    List<Outcome> outcomes = dydx.receive(trades("channel_data", 2, trade("a2", "LIQUIDATED")));
    assertThat(fact(Trade.class, outcomes.get(0)).tradeId()).isEqualTo("a2");
    assertThat(fact(Metric.class, outcomes.get(1)).name()).isEqualTo("liquidated_long");
    assertThat(stated(Statement.Liquidation.class, outcomes.get(1)).side()).isEqualTo(Side.SELL);
    assertThat(dydx.passed(trades("channel_data", 3, trade("a2", "LIQUIDATED"))))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theTradesBeforeTheFirstConnectionAreHistoryAndThoseOfAReconnectAreTrades() {
    assertThat(dydx.passed(trades("subscribed", 1, trade("a1", "LIMIT"))))
        .isEqualTo(NoFact.HISTORY);
    dydx.trade(trades("channel_data", 2, trade("a2", "LIMIT")));
    dydx.connect("wss://indexer.dydx.trade/v4/ws");
    List<Outcome> outcomes =
        dydx.receive(trades("subscribed", 1, trade("a3", "LIMIT"), trade("a2", "LIMIT")));
    assertThat(outcomes.get(0)).isEqualTo(Conversation.passed(NoFact.REPEATED));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("a3");
  }

  @Test
  void marketsTellPricesOpenInterestAndTheNextRate() {
    List<Outcome> first =
        dydx.receive(
            message(
                "subscribed",
                1,
                "v4_markets",
                "",
                "{'markets':{'SOL-USD':{'ticker':'SOL-USD','oraclePrice':'20.5',"
                    + "'openInterest':'7000','nextFundingRate':'-0.00002'}}}"));
    assertThat(fact(Metric.class, first.get(0)).name()).isEqualTo("mark_price");
    assertThat(fact(Metric.class, first.get(1)).value()).isEqualTo(7_000);
    Statement.FundingRate rate = stated(Statement.FundingRate.class, first.get(2));
    assertThat(rate.rate()).isEqualTo(-0.00002);
    assertThat(rate.settles()).isNull();
    Metric price =
        dydx.fact(
            Metric.class,
            message(
                "channel_data",
                2,
                "v4_markets",
                "",
                "{'oraclePrices':{'SOL-USD':{'oraclePrice':'20.6',"
                    + "'effectiveAt':'2020-09-13T12:26:49.5Z','marketId':5}}}"));
    assertThat(price.value()).isEqualTo(20.6);
    assertThat(price.eventTime()).isEqualTo(1_600_000_009_500_000L);
    Metric interest =
        dydx.fact(
            Metric.class,
            message(
                "channel_data",
                3,
                "v4_markets",
                "",
                "{'trading':{'SOL-USD':{'openInterest':'8'}}}"));
    assertThat(interest.name()).isEqualTo("open_interest");
  }

  @Test
  void theRestSaysWhy() {
    assertThat(dydx.passed("{'type':'connected','connection_id':'c','message_id':0}"))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(
            dydx.refused(
                    "{'type':'error','message':'Invalid"
                        + " channel','connection_id':'c','message_id':1}")
                .detail())
        .contains("Invalid channel");
    assertThat(dydx.passed(message("channel_data", 2, "v4_candles", "SOL-USD/1MIN", "{}")))
        .isEqualTo(NoFact.FORMING);
    assertThat(dydx.passed(message("channel_data", 3, "v4_block_height", "x", "{}")))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(dydx.reason(message("channel_data", 4, "v4_orderbook", "DOG,RAY,aB3-USD", "{}")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(dydx.answer("https://indexer.dydx.trade/v4/perpetualMarkets", "{'markets':{}}"))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{}",
        "7",
        "{\"type\":7}",
        "{\"type\":\"channel_data\",\"connection_id\":\"c\",\"message_id\":1}",
        "{\"type\":\"news\",\"connection_id\":\"c\",\"message_id\":1}",
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(dydx.reason(text)).isIn(RejectReason.UNDECODABLE, RejectReason.EMPTY);
  }

  @Test
  void anUpdateThatCannotBeReadIsMissing() {
    dydx.receive(snapshot(1, "SOL-USD"));
    assertThat(dydx.reason(update(2, "SOL-USD", "['many','4']")))
        .isEqualTo(RejectReason.UNDECODABLE);
    assertThat(dydx.passed(update(3, "SOL-USD", "['20','4']"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }
}
