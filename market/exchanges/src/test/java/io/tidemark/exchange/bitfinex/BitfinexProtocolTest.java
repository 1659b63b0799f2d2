package io.tidemark.exchange.bitfinex;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BitfinexProtocolTest {

  private static final long NOW = 1_618_677_550_000_000L;

  private final Conversation bitfinex = new Conversation(Venue.BITFINEX, NOW);

  private void subscribe(String channel, long id, String symbol, String more) {
    String text = "{'event':'subscribed','channel':'%s','chanId':%d,'symbol':'%s'%s}";
    assertThat(bitfinex.passed(text.formatted(channel, id, symbol, more)))
        .isEqualTo(NoFact.CONNECTION);
  }

  @BeforeEach
  void connect() {
    bitfinex.connect("wss://venue.test");
    bitfinex.receive("{'event':'conf','status':'OK','flags':65536}");
    subscribe("book", 7, "tBTCUSD", ",'prec':'P0'");
    subscribe("book", 8, "tAVAX:USD", ",'prec':'P0'");
    subscribe("trades", 9, "tBTCF0:USTF0", "");
  }

  private void snapshots() {
    bitfinex.book("[7,[[100,1,2],[99,2,5],[101,1,-3]],1]");
    bitfinex.book("[8,[[10,1,2],[11,1,-3]],2]");
  }

  @Test
  void theSignSaysTheSideAndACountOfZeroRemoves() {
    Book book = bitfinex.book("[7,[[100,1,2],[99,2,5],[101,1,-3]],1]");
    assertThat(book.instrument()).isEqualTo("BTC-USD@bitfinex");
    assertThat(book.eventTime()).isEqualTo(NOW);
    assertThat(book.bidSizes()).containsExactly(2, 5);
    assertThat(book.askPrices()).containsExactly(101);
    assertThat(bitfinex.book("[7,[100.5,1,-4],2]").askPrices()).containsExactly(100.5, 101);
    assertThat(bitfinex.book("[7,[100.5,0,-1],3]").askPrices()).containsExactly(101);
    assertThat(bitfinex.book("[7,[100,0,1],4]").bidPrices()).containsExactly(99);
  }

  @Test
  void aMissingNumberMakesAllBooksWait() {
    snapshots();
    List<Outcome> outcomes = bitfinex.receive("[7,[100.5,1,1],5]");
    assertThat(outcomes).hasSize(2);
    Outcome.Refused lost = (Outcome.Refused) outcomes.get(0);
    assertThat(lost.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(lost.detail()).contains("2 messages are missing between 2 and 5", "2 books");
    assertThat(outcomes.get(1).stating(null))
        .isEqualTo(new Outcome.Passed(NoFact.AWAITING_SNAPSHOT));
    assertThat(bitfinex.passed("[8,[10.5,1,1],6]")).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    bitfinex.book("[8,[[10,1,2],[11,1,-3]],7]");
    assertThat(bitfinex.book("[8,[10.5,1,1],8]").bidPrices()).containsExactly(10.5, 10);
    assertThat(bitfinex.passed("[7,[100.5,1,1],9]")).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aTradeIsAFactAlsoWhenSomethingBeforeItIsMissing() {
    snapshots();
    List<Outcome> outcomes = bitfinex.receive("[9,'te',[55,1618677549123,-0.5,100.5],4]");
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void heartbeatsCountInTheChain() {
    snapshots();
    assertThat(bitfinex.passed("[7,'hb',3]")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(bitfinex.passed("[4711,'hb',4]")).isEqualTo(NoFact.HEARTBEAT);
    bitfinex.book("[7,[100.5,1,1],5]");
    assertThat(bitfinex.passed("[7,[100.5,1,1],5]")).isEqualTo(NoFact.SUPERSEDED);
  }

  @Test
  void aTradeIsSaidTwiceAndCountsOnce() {
    Trade trade = bitfinex.trade("[9,'te',[55,1618677549123,-0.5,100.5],1]");
    assertThat(trade.instrument()).isEqualTo("BTC-USDT-PERP@bitfinex");
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.quantity()).isEqualTo(0.5);
    assertThat(trade.price()).isEqualTo(100.5);
    assertThat(trade.tradeId()).isEqualTo("55");
    assertThat(trade.eventTime()).isEqualTo(1_618_677_549_123_000L);
    bitfinex.trade("[9,'te',[56,1618677549123,0.5,100.5],2]");
    assertThat(bitfinex.passed("[9,'tu',[55,1618677549123,-0.5,100.5],3]"))
        .isEqualTo(NoFact.REPEATED);
    assertThat(bitfinex.trade("[9,'tu',[57,1618677549124,1,100.5],4]").takerSide())
        .isEqualTo(Side.BUY);
  }

  @Test
  void tradesOfThePastAreHistory() {
    assertThat(bitfinex.passed("[9,[[54,1618677540000,1,100]],1]")).isEqualTo(NoFact.HISTORY);
    assertThat(bitfinex.passed("[9,'te',[54,1618677540000,1,100],2]")).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void singleOrdersMakeLevels() {
    subscribe("book", 6, "tETHUSD", ",'prec':'R0'");
    Book book = bitfinex.book("[6,[[1,100,2],[2,100,0.5],[3,101,-3]],1]");
    assertThat(book.bidPrices()).containsExactly(100);
    assertThat(book.bidSizes()).containsExactly(2.5);
    assertThat(bitfinex.book("[6,[1,0,1],2]").bidSizes()).containsExactly(0.5);
    Book moved = bitfinex.book("[6,[2,99,0.5],3]");
    assertThat(moved.bidPrices()).containsExactly(99);
    assertThat(bitfinex.passed("[6,[77,0,1],4]")).isEqualTo(NoFact.BEYOND_DEPTH);
  }

  @Test
  void aNewConnectionForgetsChannelsAndNumbers() {
    snapshots();
    connect();
    assertThat(bitfinex.passed("[7,[100.5,1,1],1]")).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void withoutNumbersACrossedBookIsTheOnlySign() {
    bitfinex.connect("wss://venue.test");
    subscribe("book", 7, "tBTCUSD", ",'prec':'P0'");
    bitfinex.book("[7,[[100,1,2],[101,1,-3]]]");
    assertThat(bitfinex.reason("[7,[101,1,1]]")).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(bitfinex.passed("[7,[99,1,1]]")).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void withTheTimestampFlagTheMessageSaysItsTime() {
    bitfinex.receive("{'event':'conf','status':'OK','flags':98304}");
    Book book = bitfinex.book("[7,[[100,1,2],[101,1,-3]],1,1618677549123]");
    assertThat(book.eventTime()).isEqualTo(1_618_677_549_123_000L);
  }

  @Test
  void aLevelThatCannotBeReadIsMissingAndANumberThatCannotIsAHole() {
    snapshots();
    assertThat(bitfinex.reason("[7,['x',1,1],3]")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(bitfinex.passed("[7,[100.5,1,1],4]")).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bitfinex.reason("[8,[10.5,1,1],'x']")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(bitfinex.receive("[8,[10.5,1,1],6]")).hasSize(2);
  }

  @Test
  void theRestSaysWhy() {
    subscribe("ticker", 1, "tBTCUSD", "");
    subscribe("trades", 2, "fUSD", "");
    subscribe("candles", 3, "", ",'key':'trade:1m:tBTCUSD'");
    assertThat(bitfinex.passed("[1,[1,2],1]")).isEqualTo(NoFact.SUMMARY);
    assertThat(bitfinex.passed("[2,'fte',[1],2]")).isEqualTo(NoFact.NOT_KEPT);
    assertThat(bitfinex.passed("[3,[1,2],3]")).isEqualTo(NoFact.FORMING);
    assertThat(bitfinex.passed("[7,'cs',-5,4]")).isEqualTo(NoFact.NOT_KEPT);
    assertThat(bitfinex.passed("{'event':'info'}")).isEqualTo(NoFact.CONNECTION);
    assertThat(bitfinex.passed("{'event':'pong'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(bitfinex.passed("{'event':'unsubscribed','chanId':7}")).isEqualTo(NoFact.CONNECTION);
    assertThat(bitfinex.reason("[7,[100.5,1,1],5]")).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(bitfinex.reason("{'event':'subscribed','chanId':3,'symbol':'tBTC'}"))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(bitfinex.reason("{'event':'error'}")).isEqualTo(RejectReason.INCONSISTENT);
    assertThat(bitfinex.reason("{'event':'news'}")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(bitfinex.reason("[]")).isEqualTo(RejectReason.UNDECODABLE);
  }
}
