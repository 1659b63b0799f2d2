package io.tidemark.exchange.gate;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GateFuturesProtocolTest {

  private static final String LIST =
      """
      [{'name':'ADA_USDT','type':'direct','quanto_multiplier':'20'},
       {'name':'BTC_USD','type':'inverse','quanto_multiplier':'0'},
       {'name':'LTC_USD','type':'direct','quanto_multiplier':'0.0001'},
       {'name':'BTC_USDT_20211231','type':'direct','quanto_multiplier':'0.25'}]\
      """;

  private final Conversation gate = new Conversation(Venue.GATE_FUTURES);

  @Test
  void aTradeBelowZeroSellsContractsOfTheUsualSize() {
    assertThat(gate.trade(trade("ADA_USDT", "-3")))
        .isEqualTo(
            new Trade("ADA-USDT-PERP@gate", 1_600_000_009_500_000L, AT, "9", 0.5, 30, Side.SELL));
  }

  @ParameterizedTest
  @CsvSource({
    "ADA_USDT, ADA-USDT-PERP@gate, 60",
    "BTC_USD, BTC-USD-PERP@gate, 6",
    "BTC_USDT_20211231, BTC-USDT-211231@gate, 0.75"
  })
  void theListSaysHowMuchAContractIs(String symbol, String instrument, double base) {
    list();
    Trade trade = gate.trade(trade(symbol, "3"));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isEqualTo(base);
    assertThat(trade.takerSide()).isEqualTo(Side.BUY);
  }

  @Test
  void quantoContractsAreNoAmountOfTheBaseCurrency() {
    list();
    assertThat(gate.passed(trade("LTC_USD", "3"))).isEqualTo(NoFact.QUANTO);
    assertThat(gate.passed(whole("LTC_USD"))).isEqualTo(NoFact.QUANTO);
  }

  @Test
  void withoutAListTheSizeOfARareContractIsNotGuessed() {
    assertRefused(
        gate.one(trade("RARE_USDT", "3")),
        RejectReason.UNKNOWN_INSTRUMENT,
        "'RARE_USDT'",
        "the list of contracts");
    gate.receive(
        """
        {'channel':'futures.contract_info','event':'all','result':{'contract':'RARE_USDT',
         'quanto_multiplier':'4'}}\
        """);
    assertThat(gate.trade(trade("RARE_USDT", "3")).quantity()).isEqualTo(12);
    assertThat(gate.trade(trade("ETH_USDT", "3")).quantity()).isEqualTo(0.03);
    list();
    assertThat(gate.reason(trade("ETH_USDT", "3"))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void anInternalTradeIsNotMadeInTheMarket() {
    assertThat(gate.passed(trade("ADA_USDT", "3,'is_internal':true"))).isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void oldChangesTellTheSideByTheSignAndARemovalHasNone() {
    assertThat(gate.book(whole("ADA_USDT")).askSizes()).containsExactly(20);
    Outcome outcome =
        gate.one(
            """
            {'time':1600000009,'channel':'futures.order_book','event':'update','result':[
             {'p':'0.41','s':3,'c':'ADA_USDT','id':1},{'p':'0.5','s':0,'c':'ADA_USDT','id':2},
             {'p':'0.51','s':-4,'c':'ADA_USDT','id':3}]}\
            """);
    Book book = fact(Book.class, outcome);
    assertThat(book.bidPrices()).containsExactly(0.41, 0.4);
    assertThat(book.askPrices()).containsExactly(0.51);
    assertThat(book.askSizes()).containsExactly(40);
    Statement.BookChange stated = (Statement.BookChange) outcome.statement();
    assertThat(stated).isNotNull();
    assertThat(stated.bids().prices()).containsExactly(0.41, 0.5);
    assertThat(stated.asks().prices()).containsExactly(0.5, 0.51);
  }

  @Test
  void numberedChangesJoinTheSnapshotAndAGapLosesTheBook() {
    String change =
        """
        {'channel':'futures.order_book_update','event':'update','result':{'t':1600000009000,
         's':'ADA_USDT','U':%d,'u':%d,'b':[{'p':'0.42','s':5}],'a':[]}}\
        """;
    gate.receive(change.formatted(6, 8));
    Book book =
        fact(
            Book.class,
            gate.answer(
                    "https://api.gateio.ws/api/v4/futures/usdt/order_book?contract=ADA_USDT",
                    """
                    {'id':7,'current':1600000008.5,'update':1600000008.4,
                     'bids':[{'p':'0.4','s':1}],'asks':[{'p':'0.5','s':2}]}\
                    """)
                .get(0));
    assertThat(book.bidSizes()).containsExactly(50, 10);
    assertRefused(
        gate.one(change.formatted(10, 11)),
        RejectReason.OUT_OF_SEQUENCE,
        "ADA-USDT-PERP@gate",
        "does not follow 8");
  }

  @Test
  void aTickerSaysMarkIndexOpenInterestAndFundingRate() {
    List<Outcome> outcomes = gate.receive(ticker("0.52"));
    assertThat(fact(Metric.class, outcomes.get(0)).value()).isEqualTo(0.52);
    assertThat(fact(Metric.class, outcomes.get(1)).name()).isEqualTo("index_price");
    assertThat(fact(Metric.class, outcomes.get(2)).value()).isEqualTo(700);
    Statement.FundingRate rate = (Statement.FundingRate) outcomes.get(3).statement();
    assertThat(rate).isNotNull();
    assertThat(rate.rate()).isEqualTo(0.0003);
    assertThat(gate.receive(ticker("0.53"))).hasSize(2);
  }

  @Test
  void aLiquidationThatSellsEndsALong() {
    Outcome outcome =
        gate.one(
            """
            {'channel':'futures.public_liquidates','event':'update','result':[
             {'price':'0.4','size':-2,'time':1600000009500,'contract':'ADA_USDT'}]}\
            """);
    assertThat(fact(Metric.class, outcome).name()).isEqualTo("liquidated_long");
    assertThat(outcome.statement())
        .isEqualTo(
            new Statement.Liquidation(
                "ADA-USDT-PERP@gate", 1_600_000_009_500_000L, "", 0.4, 20, Side.SELL));
  }

  @Test
  void theVolumeOfACandleIsInTheBaseCurrency() {
    String candle =
        """
        {'channel':'futures.candlesticks','event':'update','result':[{'t':1600000200,'v':7,
         'o':'0.5','h':'0.6','l':'0.4','c':'0.5','n':'%s','w':true}]}\
        """;
    assertThat(gate.fact(Candle.class, candle.formatted("5m_ADA_USDT")).volume()).isEqualTo(70);
    assertThat(gate.passed(candle.formatted("mark_5m_ADA_USDT"))).isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void otherMessagesHaveTheirReasons() {
    assertThat(gate.passed("{'channel':'futures.pong'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(gate.passed("{'channel':'futures.trades','event':'subscribe'}"))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(gate.passed("{'channel':'futures.book_ticker','event':'update'}"))
        .isEqualTo(NoFact.SUMMARY);
    assertThat(gate.reason("{'channel':'futures.trades','error':{'message':'no'}}"))
        .isEqualTo(RejectReason.INCONSISTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'channel':'spot.trades'}",
        "{'channel':'futures.trades','event':'update','result':[{'contract':'ADA_USDT'}]}",
        "{'channel':'futures.order_book','event':'all','result':{'asks':[]}}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(gate.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private void list() {
    assertThat(gate.answer("https://api.gateio.ws/api/v4/futures/usdt/contracts", LIST))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
  }

  private static String trade(String contract, String size) {
    return """
    {'channel':'futures.trades','event':'update','result':[{'size':%s,'id':9,
     'create_time':1600000009,'create_time_ms':1600000009500,'price':'0.5',
     'contract':'%s'}]}\
    """
        .formatted(size, contract);
  }

  private static String whole(String contract) {
    return """
    {'time':1600000009,'channel':'futures.order_book','event':'all','result':{
     'contract':'%s','asks':[{'p':'0.5','s':2}],'bids':[{'p':'0.4','s':1}]}}\
    """
        .formatted(contract);
  }

  private static String ticker(String mark) {
    return """
    {'time':1600000009,'channel':'futures.tickers','event':'update','result':[
     {'contract':'ADA_USDT','last':'0.5','mark_price':'%s','index_price':'0.51',
      'total_size':'70','funding_rate':'0.0003'}]}\
    """
        .formatted(mark);
  }
}
