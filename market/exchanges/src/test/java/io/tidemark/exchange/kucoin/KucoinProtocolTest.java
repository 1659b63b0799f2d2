package io.tidemark.exchange.kucoin;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KucoinProtocolTest {

  private static final String SPOT_BOOK =
      "https://api.kucoin.com/api/v3/market/orderbook/level2?symbol=ADA-USDT";
  private static final String CONTRACT =
      """
      {'symbol':'%s','baseCurrency':'%s','quoteCurrency':'%s','settleCurrency':'%s',
       'multiplier':%s,'isInverse':%s,'isQuanto':true,'expireDate':%s}\
      """;

  private final Conversation kucoin = new Conversation(Venue.KUCOIN);

  @Test
  void aSpotTradeHasItsTimeInNanoseconds() {
    assertThat(
            kucoin.trade(
                """
                {'type':'message','topic':'/market/match:ADA-USDT','subject':'trade.l3match',
                 'data':{'symbol':'ADA-USDT','side':'buy','type':'match','sequence':'5','size':'8',
                 'price':'0.25','time':'1600000009500250111','tradeId':'t1'}}\
                """))
        .isEqualTo(
            new Trade("ADA-USDT@kucoin", 1_600_000_009_500_250L, AT, "t1", 0.25, 8, Side.BUY));
  }

  @Test
  void aContractTradeIsOfTheUsualSize() {
    Trade trade = kucoin.trade(match("XBTUSDTM"));
    assertThat(trade.instrument()).isEqualTo("BTC-USDT-PERP@kucoin");
    assertThat(trade.quantity()).isEqualTo(0.005);
    assertThat(kucoin.passed(match("XBTUSDTM"))).isEqualTo(NoFact.REPEATED);
  }

  @ParameterizedTest
  @CsvSource({
    "XBTUSDM, BTC-USD-PERP@kucoin",
    "XBTMZ24, BTC-USD-241227@kucoin",
    "ETHMH25, ETH-USD-250328@kucoin"
  })
  void inverseContractsAreOneDollarEach(String symbol, String instrument) {
    Trade trade = kucoin.trade(match(symbol));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isEqualTo(0.05);
  }

  @ParameterizedTest
  @CsvSource({
    "RAREUSDTM, RARE, USDT, USDT, 20, false, null, RARE-USDT-PERP@kucoin, 100",
    "XBTUSDM, XBT, USD, XBT, -1, true, null, BTC-USD-PERP@kucoin, 0.05",
    "XBTMZ24, XBT, USD, XBT, -1, true, 1735286400000, BTC-USD-241227@kucoin, 0.05"
  })
  void theListSaysHowMuchAContractIs(
      String symbol,
      String base,
      String quote,
      String settle,
      String multiplier,
      String inverse,
      String expires,
      String instrument,
      double quantity) {
    list(CONTRACT.formatted(symbol, base, quote, settle, multiplier, inverse, expires));
    Trade trade = kucoin.trade(match(symbol));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isEqualTo(quantity);
    assertThat(kucoin.reason(match("ETHUSDTM"))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void quantoContractsAreNoAmountOfTheBaseCurrency() {
    list(CONTRACT.formatted("ADAUSDTM", "ADA", "USDT", "XBT", "1", "false", "null"));
    assertThat(kucoin.passed(match("ADAUSDTM"))).isEqualTo(NoFact.QUANTO);
  }

  @Test
  void withoutAListTheSizeOfARareContractIsNotGuessed() {
    assertRefused(
        kucoin.one(match("RAREUSDTM")), RejectReason.UNKNOWN_INSTRUMENT, "list of contracts");
    assertThat(kucoin.reason(match("nonsense"))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void changesThatTheSnapshotHoldsAreLeftOut() {
    kucoin.receive(change(9, 12, "['0.24','9','10'],['0.26','7','12']"));
    Book book = fact(Book.class, kucoin.answer(SPOT_BOOK, snapshot(10)).get(0));
    assertThat(book.bidPrices()).containsExactly(0.26, 0.24);
    assertThat(book.bidSizes()).containsExactly(7, 1);
  }

  @Test
  void aChangeAtPriceZeroMovesTheNumberOnly() {
    kucoin.answer(SPOT_BOOK, snapshot(10));
    assertThat(kucoin.passed(change(11, 11, "['0','0','11']"))).isEqualTo(NoFact.BEYOND_DEPTH);
    assertThat(kucoin.book(change(12, 12, "['0.25','3','12']")).bidPrices())
        .containsExactly(0.25, 0.24);
  }

  @Test
  void aGapLosesThatBookUntilTheNextSnapshot() {
    kucoin.answer(SPOT_BOOK, snapshot(10));
    assertRefused(
        kucoin.one(change(12, 12, "['0.25','3','12']")),
        RejectReason.OUT_OF_SEQUENCE,
        "ADA-USDT@kucoin",
        "does not follow 10");
    assertThat(kucoin.passed(change(13, 13, "['0.25','4','13']")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Book book = fact(Book.class, kucoin.answer(SPOT_BOOK, snapshot(12)).get(0));
    assertThat(book.bidSizes()).containsExactly(4, 1);
  }

  @Test
  void aFuturesChangeIsOneLevelAsText() {
    String change =
        """
        {'topic':'/contractMarket/level2:XBTUSDTM','type':'message','subject':'level2',
         'data':{'sequence':%d,'change':'%s','timestamp':1600000009500}}\
        """;
    assertThat(kucoin.passed(change.formatted(8, "99,buy,2000")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Book book =
        kucoin.book(
            """
            {'type':'message','topic':'/contractMarket/level2Snapshot:XBTUSDTM','data':{
             'sequence':7,'symbol':'XBTUSDTM','bids':[[98,1000]],'asks':[[101,1000]],
             'ts':1600000009400000000}}\
            """);
    assertThat(book.bidPrices()).containsExactly(99, 98);
    assertThat(book.bidSizes()).containsExactly(2, 1);
    assertThat(kucoin.book(change.formatted(9, "98.5,buy,500")).bidSizes())
        .containsExactly(2, 0.5, 1);
    assertThat(kucoin.reason(change.formatted(10, "98,buy"))).isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void smallBooksAreWholeEachTime() {
    String depth =
        """
        {'type':'message','topic':'/spotMarket/level2Depth5:ADA-USDT','data':{
         'bids':[['%s','3']],'asks':[['0.3','1']],'timestamp':1600000009500}}\
        """;
    assertThat(kucoin.book(depth.formatted("0.2")).bidPrices()).containsExactly(0.2);
    assertThat(kucoin.book(depth.formatted("0.21")).bidPrices()).containsExactly(0.21);
    assertThat(kucoin.passed(change(1, 1, "['0.25','3','1']"))).isEqualTo(NoFact.REPEATED);
    assertThat(kucoin.answer(SPOT_BOOK, snapshot(2)))
        .containsExactly(Conversation.passed(NoFact.REPEATED));
  }

  @Test
  void markAndIndexPricesAndFundingRatesAreRead() {
    List<Outcome> prices =
        kucoin.receive(
            instrument(
                "mark.index.price",
                "'markPrice':99.5,'indexPrice':99.25,'timestamp':1600000009000"));
    assertThat(fact(Metric.class, prices.get(0)).value()).isEqualTo(99.5);
    assertThat(fact(Metric.class, prices.get(1)).value()).isEqualTo(99.25);
    Outcome rate =
        kucoin.one(instrument("funding.rate", "'fundingRate':-0.0002,'timestamp':1600000009000"));
    assertThat(rate.statement())
        .isEqualTo(
            new Statement.FundingRate(
                "BTC-USDT-PERP@kucoin", 1_600_000_009_000_000L, -0.0002, null));
  }

  @Test
  void theEndOfASettlementIsAFundingFact() {
    String announcement =
        """
        {'type':'message','topic':'/contract/announcement','subject':'%s','data':{
         'symbol':'XBTUSDTM','fundingTime':1600000000000,'fundingRate':0.0004}}\
        """;
    assertThat(kucoin.passed(announcement.formatted("funding.begin"))).isEqualTo(NoFact.NOT_KEPT);
    assertThat(kucoin.fact(Funding.class, announcement.formatted("funding.end")))
        .isEqualTo(new Funding("BTC-USDT-PERP@kucoin", 1_600_000_000_000_000L, AT, 0.0004));
  }

  @Test
  void theDetailsOfAContractSayItsOpenInterest() {
    List<Outcome> outcomes =
        kucoin.receive(
            """
            {'type':'message','topic':'/contract/details:RAREUSDTM','data':{
             'symbol':'RAREUSDTM','baseCurrency':'RARE','quoteCurrency':'USDT',
             'settleCurrency':'USDT','multiplier':5,'isInverse':false,'openInterest':'40',
             'markPrice':2.5}}\
            """);
    assertThat(outcomes).hasSize(2);
    assertThat(fact(Metric.class, outcomes.get(1)).value()).isEqualTo(200);
  }

  @Test
  void theAnswerAboutAContractTellsItsOpenInterestAndNoPricesForTheStreamHasNewerOnes() {
    String answer =
        """
        {'code':'200000','data':{'symbol':'RAREUSDM','baseCurrency':'RARE','quoteCurrency':'USD',
         'settleCurrency':'RARE','multiplier':-5,'isInverse':true,'expireDate':null,
         'openInterest':'40','markPrice':2.5,'indexPrice':2.25,'fundingFeeRate':0.0001}}\
        """;
    String url = "https://api-futures.kucoin.com/api/v1/contracts/RAREUSDM";
    List<Outcome> outcomes = kucoin.answer(url, answer);
    assertThat(outcomes).hasSize(1);
    Metric open = fact(Metric.class, outcomes.get(0));
    assertThat(open.name()).isEqualTo(Metric.OPEN_INTEREST);
    assertThat(open.value()).isEqualTo(80);
    assertThat(kucoin.answer(url, answer)).containsExactly(new Outcome.Passed(NoFact.REPEATED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'welcome','id':'1'} | CONNECTION",
        "{'type':'ack','id':'1'} | CONNECTION",
        "{'type':'pong','id':'1'} | HEARTBEAT",
        "{'type':'message','topic':'/market/ticker:all','data':{}} | SUMMARY",
        "{'type':'message','topic':'/market/candles:ADA-USDT_1min','data':{}} | FORMING",
        "{'type':'message','topic':'/indicator/index:ADA-USDT','data':{}} | NOT_KEPT"
      })
  void otherMessagesHaveTheirReasons(String text, NoFact why) {
    assertThat(kucoin.passed(text)).isEqualTo(why);
  }

  @Test
  void anErrorIsSaid() {
    assertRefused(
        kucoin.one("{'type':'error','code':404,'data':'topic does not exist'}"),
        RejectReason.INCONSISTENT,
        "topic does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'type':'message'}",
        "{'type':'message','topic':'/x/y:Z'}",
        "{'type':'message','topic':'/market/level2:ADA-USDT','data':{}}",
        "{'type':'message','topic':'/market/match:ADA-USDT','data':{'price':1}}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(kucoin.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private void list(String rows) {
    assertThat(
            kucoin.answer(
                "https://api-futures.kucoin.com/api/v1/contracts/active",
                "{'code':'200000','data':[%s]}".formatted(rows)))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
  }

  private static String match(String symbol) {
    return """
    {'topic':'/contractMarket/execution:%s','type':'message','subject':'match','data':{
     'symbol':'%s','side':'sell','size':5,'price':'100','tradeId':'7',
     'ts':1600000009500000000}}\
    """
        .formatted(symbol, symbol);
  }

  private static String change(int first, int last, String bids) {
    return """
    {'type':'message','topic':'/market/level2:ADA-USDT','subject':'trade.l2update','data':{
     'sequenceStart':%d,'sequenceEnd':%d,'symbol':'ADA-USDT',
     'changes':{'asks':[],'bids':[%s]}}}\
    """
        .formatted(first, last, bids);
  }

  private static String snapshot(int number) {
    return """
    {'code':'200000','data':{'time':1600000009000,'sequence':'%d','bids':[['0.24','1']],
     'asks':[['0.3','1']]}}\
    """
        .formatted(number);
  }

  private static String instrument(String subject, String data) {
    return """
    {'type':'message','topic':'/contract/instrument:XBTUSDTM','subject':'%s','data':{%s}}\
    """
        .formatted(subject, data);
  }
}
