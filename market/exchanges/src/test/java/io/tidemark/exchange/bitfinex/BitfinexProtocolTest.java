package io.tidemark.exchange.bitfinex;

import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

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
  void aRecordersNoteTellsWhatAChannelIsAndNumbersAloneAreNoChain() {
    Conversation recorded = new Conversation(Venue.BITFINEX, NOW);
    Book book = recorded.book("[5,[[20,1,2],[21,1,-3]],77,1618677549123,'book','DUSK:USD']");
    assertThat(book.instrument()).isEqualTo("DUSK-USD@bitfinex");
    assertThat(book.eventTime()).isEqualTo(1_618_677_549_123_000L);
    assertThat(recorded.book("[5,[20.5,1,1],12,1618677549200,'book','DUSK:USD']").bidPrices())
        .containsExactly(20.5, 20);
    Trade trade =
        recorded.trade("[6,'te',[3,1618677549000,-2,20],13,1618677549300,'trades','ETHF0:USTF0']");
    assertThat(trade.instrument()).isEqualTo("ETH-USDT-PERP@bitfinex");
    assertThat(recorded.passed("[7,'hb',14,1618677549300,'status','ETHF0:USTF0']"))
        .isEqualTo(NoFact.HEARTBEAT);
    assertThat(recorded.passed("[8,[1,2,3],14,1618677549300,'ticker','ETHUSD']"))
        .isEqualTo(NoFact.SUMMARY);
    assertThat(recorded.reason("[9,[1,2,3],14,1618677549300,'trades','XX']"))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void aBookOfLevelsIsReadInsteadOfOneOfOrdersAndASecondOneRepeatsIt() {
    subscribe("book", 5, "tETHUSD", ",'prec':'R0'");
    subscribe("book", 6, "tETHUSD", ",'prec':'P0'");
    subscribe("book", 4, "tETHUSD", ",'prec':'P1'");
    bitfinex.book("[5,[[1,100,2],[3,101,-3]],1]");
    bitfinex.book("[6,[[100,1,2],[101,1,-3]],2]");
    assertThat(bitfinex.passed("[5,[4,100.5,2],3]")).isEqualTo(NoFact.REPEATED);
    assertThat(bitfinex.passed("[4,[[100,1,9],[101,1,-9]],4]")).isEqualTo(NoFact.REPEATED);
    bitfinex.receive("{'event':'unsubscribed','chanId':6}");
    assertThat(bitfinex.book("[4,[[100,1,9],[101,1,-9]],5]").bidSizes()).containsExactly(9);
  }

  @Test
  void aTradeThatIsSaidAgainAfterAReconnectIsRepeated() {
    bitfinex.trade("[9,'te',[55,1618677549123,-0.5,100.5],1]");
    connect();
    assertThat(bitfinex.passed("[9,'te',[55,1618677549123,-0.5,100.5],1]"))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theStatusOfADerivativeSaysPricesOpenInterestAndTheRateThatSettles() {
    bitfinex.receive(
        "{'event':'subscribed','channel':'status','chanId':3,'key':'deriv:tETHF0:USTF0'}");
    long next = NOW / 1_000 + 30_000;
    List<Outcome> first = bitfinex.receive(status(NOW / 1_000, next, "0.0002", 1));
    String instrument = "ETH-USDT-PERP@bitfinex";
    assertThat(first)
        .containsExactly(
            new Outcome.Passed(
                NoFact.UNSETTLED, new Statement.FundingRate(instrument, NOW, 0.0002, next * 1_000)),
            metric("mark_price", 2_010, NOW),
            metric("index_price", 2_020, NOW),
            metric("open_interest", 350.5, NOW));
    bitfinex.clock(next * 1_000 + 5);
    List<Outcome> then = bitfinex.receive(status(next, next + 28_800_000, "0.0003", 2));
    assertThat(((Outcome.Known) then.get(0)).fact())
        .isEqualTo(new Funding(instrument, next * 1_000, next * 1_000 + 5, 0.0002));
    assertThat(then).hasSize(2);
  }

  private static Outcome metric(String name, double value, long time) {
    return new Outcome.Known(new Metric("ETH-USDT-PERP@bitfinex", time, NOW, name, value));
  }

  private static String status(long ms, long next, String rate, int number) {
    return "[3,[%d,null,2000,2020,null,5,null,%d,0.1,9,null,%s,null,null,2010,null,null,350.5],%d,%d]"
        .formatted(ms, next, rate, number, ms);
  }

  @Test
  void aLiquidationIsSaidWhenItIsTriggeredNotWhenItIsMatched() {
    bitfinex.receive("{'event':'subscribed','channel':'status','chanId':3,'key':'liq:global'}");
    String row = "['pos',17,1618677549000,null,'tETHF0:USTF0',%s,2500,null,%d,1,null,%s]";
    Outcome.Known triggered =
        (Outcome.Known) bitfinex.one("[3,[" + row.formatted("-4", 0, "2200") + "],1]");
    assertThat(((Metric) triggered.fact()).name()).isEqualTo("liquidated_short");
    assertThat(triggered.statement())
        .isEqualTo(
            new Statement.Liquidation(
                "ETH-USDT-PERP@bitfinex", 1_618_677_549_000_000L, "17", 2_200, 4, Side.BUY));
    assertThat(bitfinex.passed("[3,[" + row.formatted("-4", 1, "2200") + "],2]"))
        .isEqualTo(NoFact.REPEATED);
    for (String note : List.of("'status','liq:global'", "'liquidations','global'")) {
      Outcome noted =
          new Conversation(Venue.BITFINEX, NOW)
              .one("[3,[" + row.formatted("4", 0, "2200") + "],7,1618677549123," + note + "]");
      assertThat(noted.statement()).isInstanceOf(Statement.Liquidation.class);
    }
    Outcome old = bitfinex.one("[3,[" + row.formatted("4", 0, "null") + "],3]");
    assertThat(stated(Statement.Liquidation.class, old).price()).isEqualTo(2_500);
  }

  @Test
  void aCandleHasClosedWhenTheNextBegins() {
    subscribe("candles", 3, "", ",'key':'trade:1m:tETHUSD'");
    long minute = 1_618_677_540_000L;
    assertThat(
            bitfinex.passed("[3,[[%d,2,3,4,1,5],[%d,1,1,1,1,1]],1]".formatted(minute, minute - 1)))
        .isEqualTo(NoFact.HISTORY);
    assertThat(bitfinex.passed("[3,[%d,2,3.5,4,1,7],2]".formatted(minute)))
        .isEqualTo(NoFact.FORMING);
    assertThat(bitfinex.fact(Candle.class, "[3,[%d,9,9,9,9,1],3]".formatted(minute + 60_000)))
        .isEqualTo(
            new Candle(
                "ETH-USD@bitfinex",
                minute * 1_000,
                60_000_000,
                minute * 1_000 + 60_000_000,
                2,
                4,
                1,
                3.5,
                7));
    assertThat(bitfinex.passed("[3,[%d,9,9,9,9,1],4]".formatted(minute)))
        .isEqualTo(NoFact.SUPERSEDED);
  }

  @Test
  void theRestSaysWhy() {
    subscribe("ticker", 1, "tBTCUSD", "");
    subscribe("trades", 2, "fUSD", "");
    subscribe("candles", 3, "", ",'key':'trade:1m:tBTCUSD'");
    assertThat(bitfinex.passed("[1,[1,2],1]")).isEqualTo(NoFact.SUMMARY);
    assertThat(bitfinex.passed("[2,'fte',[1],2]")).isEqualTo(NoFact.NOT_KEPT);
    assertThat(bitfinex.passed("[3,[1618677540000,2,3,4,1,5],3]")).isEqualTo(NoFact.FORMING);
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
