package io.tidemark.exchange.gate;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GateSpotProtocolTest {

  private static final String BOOK_URL =
      "https://api.gateio.ws/api/v4/spot/order_book?currency_pair=ADA_USDT&with_id=true";

  private final Conversation gate = new Conversation(Venue.GATE);

  @Test
  void aTradeHasItsTimeInMillisecondsWithAFraction() {
    assertThat(gate.trade(trade("ADA_USDT", 71, "1600000009500.25")))
        .isEqualTo(
            new Trade("ADA-USDT@gate", 1_600_000_009_500_250L, AT, "71", 0.5, 30, Side.SELL));
    assertThat(gate.passed(trade("ADA_USDT", 71, "1600000009500.25"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theFirstTradesOfVersion3AreOlderThanTheSubscription() {
    gate.send("{'id':1,'method':'trades.subscribe','params':['ADA_USDT']}");
    List<Outcome> outcomes = gate.receive(trades(row(1, "1600000009.9"), row(2, "1600000010.1")));
    assertThat(outcomes.get(0)).isEqualTo(Conversation.passed(NoFact.HISTORY));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("2");
    assertThat(gate.trade(trades(row(3, "1600000009.5"))).eventTime())
        .isEqualTo(1_600_000_009_500_000L);
  }

  @Test
  void withoutASubscriptionOldTradesOfTheFirstMessageOnlyAreHistory() {
    assertThat(gate.passed(trades(row(1, "1600000003")))).isEqualTo(NoFact.HISTORY);
    assertThat(gate.trade(trades(row(2, "1600000003"))).tradeId()).isEqualTo("2");
  }

  @Test
  void theFirstTradeIsNotLostWhereItIsNew() {
    assertThat(gate.trade(trades(row(1, "1600000009"))).tradeId()).isEqualTo("1");
  }

  @Test
  void changesWaitForTheSnapshotThatWasAskedFor() {
    assertThat(gate.passed(change(5, 8, "[['0.48','9']]", "[]")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(gate.passed(change(9, 12, "[['0.49','7']]", "[]")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Book book = fact(Book.class, gate.answer(BOOK_URL, snapshot(10)).get(0));
    assertThat(book.instrument()).isEqualTo("ADA-USDT@gate");
    assertThat(book.bidPrices()).containsExactly(0.49, 0.45);
    assertThat(gate.book(change(13, 13, "[]", "[['0.55','0'],['0.56','2']]")).askPrices())
        .containsExactly(0.56);
  }

  @Test
  void aGapLosesTheBookUntilTheNextSnapshot() {
    gate.answer(BOOK_URL, snapshot(10));
    gate.receive(change(11, 12, "[['0.49','7']]", "[]"));
    assertRefused(
        gate.one(change(14, 15, "[['0.48','7']]", "[]")),
        RejectReason.OUT_OF_SEQUENCE,
        "ADA-USDT@gate",
        "the change from 14 to 15 does not follow 12");
    Outcome waiting = gate.one(change(16, 17, "[['0.47','7']]", "[]"));
    assertThat(((Outcome.Passed) waiting).why()).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(waiting.statement()).isNotNull();
    Book book = fact(Book.class, gate.answer(BOOK_URL, snapshot(13)).get(0));
    assertThat(book.bidPrices()).containsExactly(0.48, 0.47, 0.45);
  }

  @Test
  void aSnapshotInTheStreamIsReadToo() {
    Book book =
        gate.book(
            """
            {'channel':'spot.order_book_update','event':'snapshot','symbol':'ADA_USDT',
             'result':{'lastUpdateId':10,'bids':[['0.4','1']],'asks':[['0.5','1']]}}\
            """);
    assertThat(book.instrument()).isEqualTo("ADA-USDT@gate");
    assertThat(gate.book(change(11, 11, "[['0.41','1']]", "[]")).bidPrices())
        .containsExactly(0.41, 0.4);
  }

  @Test
  void theNewerBookSendsTheWholeFirst() {
    String obu =
        """
        {'channel':'spot.obu','event':'update','result':{'t':1600000009100,'full':%s,
         's':'ob.ADA_USDT.50','U':%d,'u':%d,'b':[['%s','3']],'a':[['0.6','3']]}}\
        """;
    assertThat(gate.passed(obu.formatted("false", 4, 5, "0.4")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(gate.book(obu.formatted("true", 0, 7, "0.5")).bidPrices()).containsExactly(0.5);
    assertThat(gate.book(obu.formatted("false", 8, 9, "0.51")).bidPrices())
        .containsExactly(0.51, 0.5);
    assertThat(gate.book(obu.formatted("true", 0, 3, "0.3")).bidPrices()).containsExactly(0.3);
  }

  @Test
  void wholeBooksNeedNoBeginningAndASecondSubscriptionRepeatsTheFirst() {
    String whole =
        """
        {'channel':'spot.order_book','event':'update','result':{'t':1600000009100,'s':'ADA_USDT',
         'lastUpdateId':3,'bids':[['0.4','1']],'asks':[['0.5','1']]}}\
        """;
    assertThat(gate.passed(change(9, 12, "[['0.49','7']]", "[]")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(gate.book(whole).eventTime()).isEqualTo(1_600_000_009_100_000L);
    assertThat(gate.passed(change(13, 14, "[['0.49','7']]", "[]"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aBookOfVersion3IsLostWhenItIsCrossed() {
    String depth = "{'method':'depth.update','params':[%s,{'bids':[[%s,'1']]%s},'ADA_USDT']}";
    assertThat(gate.book(depth.formatted("true", "'0.4'", ",'asks':[['0.5','1']]")).bidPrices())
        .containsExactly(0.4);
    assertRefused(
        gate.one(depth.formatted("false", "'0.5'", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "0.5 is not below the best ask 0.5");
    gate.receive(depth.formatted("true", "'0.4'", ",'asks':[['0.5','1']]"));
    gate.receive("no json");
    assertThat(gate.passed(depth.formatted("false", "'0.41'", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aCandleIsAFactWhenItsWindowIsClosed() {
    String candle =
        """
        {'channel':'spot.candlesticks','event':'update','result':{'t':'1600000020','v':'50',
         'a':'100','o':'0.5','h':'0.6','l':'0.4','c':'0.5','n':'1m_ADA_USDT','w':%s}}\
        """;
    assertThat(gate.passed(candle.formatted("false"))).isEqualTo(NoFact.FORMING);
    Candle closed = gate.fact(Candle.class, candle.formatted("true"));
    assertThat(closed.volume()).isEqualTo(100);
    assertThat(closed.length()).isEqualTo(60_000_000);
  }

  @Test
  void onceTheListHasSpokenOtherPairsAreUnknown() {
    assertThat(gate.answer("", "[{'id':'ADA_USDT','base':'ADA','quote':'USDT'}]"))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
    assertThat(gate.trade(trade("ADA_USDT", 1, "1600000009500"))).isNotNull();
    assertThat(gate.reason(trade("DOT_USDT", 1, "1600000009500")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void anErrorIsSaid() {
    assertRefused(
        gate.one("{'channel':'spot.trades','event':'subscribe','error':{'message':'bad pair'}}"),
        RejectReason.INCONSISTENT,
        "the venue reports an error: bad pair");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'channel':'spot.pong','event':'','result':null} | HEARTBEAT",
        "{'error':null,'result':'pong','id':3} | HEARTBEAT",
        "{'error':null,'result':{'status':'success'},'id':3} | CONNECTION",
        "{'channel':'spot.trades','event':'subscribe','result':{}} | CONNECTION",
        "{'channel':'spot.tickers','event':'update','result':{}} | SUMMARY",
        "{'channel':'spot.balances','event':'update','result':[]} | NOT_KEPT"
      })
  void otherMessagesHaveTheirReasons(String text, NoFact why) {
    assertThat(gate.passed(text)).isEqualTo(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "5",
        "{'channel':'x'}",
        "{'method':'x','params':[]}",
        "{'channel':'spot.trades','event':'update','result':{'currency_pair':'ADA_USDT'}}",
        "{'channel':'spot.order_book_update','event':'update','result':{'s':'ADA_USDT'}}",
        "{'method':'depth.update','params':[1,2,3]}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(gate.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private static String trade(String pair, int id, String millis) {
    return """
    {'channel':'spot.trades','event':'update','result':{'id':%d,'create_time':1600000009,
     'create_time_ms':'%s','side':'sell','currency_pair':'%s','amount':'30','price':'0.5'}}\
    """
        .formatted(id, millis, pair);
  }

  private static String trades(String... rows) {
    return "{'method':'trades.update','params':['ADA_USDT',[%s]],'id':null}"
        .formatted(String.join(",", rows));
  }

  private static String row(int id, String seconds) {
    return "{'id':%d,'time':%s,'price':'0.5','amount':'2','type':'buy'}".formatted(id, seconds);
  }

  private static String change(int first, int last, String bids, String asks) {
    return """
    {'channel':'spot.order_book_update','event':'update','result':{'t':1600000009000,
     's':'ADA_USDT','U':%d,'u':%d,'b':%s,'a':%s}}\
    """
        .formatted(first, last, bids, asks);
  }

  private static String snapshot(int number) {
    return """
    {'id':%d,'current':1600000008000,'update':1600000008000,
     'asks':[['0.55','1']],'bids':[['0.45','1']]}\
    """
        .formatted(number);
  }
}
