package io.tidemark.exchange.okx;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
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

/** Version 5 of OKX. */
final class OkxProtocolTest {

  private static final long MS = AT / 1_000;

  private final Conversation okx = new Conversation(Venue.OKX);

  @ParameterizedTest
  @CsvSource({
    "SOL-USDT, SOL-USDT@okx, 6",
    "SOL-USDT-SWAP, SOL-USDT-PERP@okx, 6",
    "DOT-USDT-250328, DOT-USDT-250328@okx, 6",
    "XRP-USDT-SWAP, XRP-USDT-PERP@okx, 600",
    "ETH-USDC-SWAP, ETH-USDC-PERP@okx, 0.006",
    "BTC-USD-SWAP, BTC-USD-PERP@okx, 300",
    "SOL-USD-250328, SOL-USD-250328@okx, 30",
    "BTC-USD_UM-SWAP, BTC-USD-UMPERP@okx, 0.0006",
    "BTC-USD_UM_XPERP-310404, BTC-USD-XPERP310404@okx, 0.0006",
  })
  void withoutAListTheIdTells(String id, String instrument, double base) {
    Trade trade = okx.trade(trade("trades", id, "1"));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isCloseTo(base, within(1e-12));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.eventTime()).isEqualTo(AT - 8_000);
  }

  @Test
  void whereTheIdDoesNotTellTheSizeAmountsAreRefusedAndPricesAreNot() {
    assertRefused(
        okx.one(trade("trades", "NEW-USDT-SWAP", "1")),
        RejectReason.UNKNOWN_INSTRUMENT,
        "NEW-USDT-SWAP",
        "list is needed");
    assertThat(okx.fact(Metric.class, mark("NEW-USDT-SWAP", 4)).value()).isEqualTo(4);
    assertThat(okx.fact(Metric.class, interest("NEW-USDT-SWAP", "50", "700")))
        .isEqualTo(new Metric("NEW-USDT-PERP@okx", AT, AT, "open_interest", 700));
  }

  @Test
  void theListSaysTheSizeAndWhatItDoesNotNameIsUnknown() {
    assertThat(
            okx.answer(
                "https://www.okx.com/api/v5/public/instruments?instType=SWAP",
                """
                {'code':'0','msg':'','data':[
                 {'instType':'SWAP','instId':'NEW-USDT-SWAP','ctType':'linear','ctVal':'5',
                  'ctMult':'2','ctValCcy':'NEW','settleCcy':'USDT','tickSz':'1'},
                 {'instType':'SWAP','instId':'NEW-USD-SWAP','ctType':'inverse','ctVal':'30',
                  'ctMult':'1','ctValCcy':'USD','settleCcy':'NEW','tickSz':'1'},
                 {'instType':'SWAP','instId':'ODD-USDT-SWAP','ctType':'linear','ctVal':'1',
                  'ctMult':'','ctValCcy':'USDT','settleCcy':'USDT','tickSz':'1'}]}"""))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
    assertThat(okx.trade(trade("trades", "NEW-USDT-SWAP", "1")).quantity()).isEqualTo(60);
    assertThat(okx.trade(trade("trades", "NEW-USD-SWAP", "1")).quantity()).isEqualTo(90);
    assertThat(okx.passed(interest("ODD-USDT-SWAP", "1", ""))).isEqualTo(NoFact.QUANTO);
    assertThat(okx.reason(trade("trades", "SOL-USDT-SWAP", "1")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(okx.trade(trade("trades", "SOL-USDT", "1")).instrument()).isEqualTo("SOL-USDT@okx");
  }

  @Test
  void theChannelOfInstrumentsIsAListToo() {
    assertThat(
            okx.passed(
                """
                {'arg':{'channel':'instruments','instType':'FUTURES'},'data':[
                 {'instType':'FUTURES','instId':'NEW-USDT-250328','ctType':'linear','ctVal':'5',
                  'ctMult':'1','ctValCcy':'NEW','tickSz':'1'}]}"""))
        .isEqualTo(NoFact.REFERENCE);
    assertThat(okx.trade(trade("trades", "NEW-USDT-250328", "1")).quantity()).isEqualTo(30);
  }

  @Test
  void tradesOneByOneAndTogetherAreTheSame() {
    okx.receive(trade("trades-all", "SOL-USDT", "1"));
    assertThat(okx.passed(trade("trades", "SOL-USDT", "2"))).isEqualTo(NoFact.REPEATED);
    assertThat(okx.passed(trade("trades-all", "SOL-USDT", "1"))).isEqualTo(NoFact.REPEATED);
    assertThat(okx.trade(trade("trades-all", "SOL-USDT", "3")).tradeId()).isEqualTo("3");
  }

  @Test
  void aChannelOfTradesThatEndedGivesWayToAnother() {
    okx.receive(trade("trades-all", "SOL-USDT", "1"));
    String later = trade("trades", "SOL-USDT", "2");
    assertThat(
            okx.trade(later.replace(Long.toString(MS - 8), Long.toString(MS + 60_000))).tradeId())
        .isEqualTo("2");
  }

  @Test
  void aChangeNamesTheOneBefore() {
    okx.receive(book("snapshot", -1, 70, "['2','8','0','3']", "['3','9','0','1']"));
    Book book = okx.book(book("update", 70, 90, "['2','0','0','0'],['1','4','0','1']", ""));
    assertThat(book.bidPrices()).containsExactly(1);
    assertThat(book.bidSizes()).containsExactly(4);
    assertThat(okx.passed(book("update", 90, 90, "", ""))).isEqualTo(NoFact.BEYOND_DEPTH);
    assertThat(okx.book(book("update", 90, 15, "['1.5','4','0','1']", ""))).isNotNull();
    Outcome lost = okx.one(book("update", 16, 17, "['1.6','4','0','1']", ""));
    assertRefused(lost, RejectReason.OUT_OF_SEQUENCE, "SOL-USDT-PERP@okx");
    assertThat(stated(Statement.BookChange.class, lost).snapshot()).isFalse();
    assertThat(okx.passed(book("update", 17, 18, "['1.7','4','0','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(okx.book(book("snapshot", -1, 20, "['2','8','0','3']", "['3','9','0','1']")))
        .isNotNull();
  }

  @Test
  void aSmallBookIsWholeEachTimeAndAnotherChannelOfTheBookRepeatsIt() {
    String five =
        """
        {'arg':{'channel':'books5','instId':'SOL-USDT'},'data':[{'asks':[['3','9','0','1']],
         'bids':[['%s','8','0','1']],'ts':'%d','seqId':4,'instId':'SOL-USDT'}]}""";
    assertThat(okx.book(five.formatted("2", MS)).bidPrices()).containsExactly(2);
    assertThat(okx.book(five.formatted("1", MS)).bidPrices()).containsExactly(1);
    assertThat(
            okx.passed(
                book("snapshot", -1, 70, "['2','8','0','3']", "['3','9','0','1']")
                    .replace("-SWAP", "")))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void withoutNumbersACrossedBookShowsThatAChangeIsMissing() {
    String numbered = book("snapshot", -1, 70, "['2','8','0','3']", "['3','9','0','1']");
    okx.receive(numbered.replace(",'seqId':70,'prevSeqId':-1", ""));
    String crossing = book("update", 5, 6, "['3.5','8','0','3']", "");
    assertRefused(
        okx.one(crossing.replace(",'seqId':6,'prevSeqId':5", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "best bid 3.5");
  }

  @Test
  void theRateThatWasSaidLastSettles() {
    long settles = MS - 5_000;
    assertThat(okx.one(rate(0.0003, settles, MS - 20_000)).statement())
        .isEqualTo(
            new Statement.FundingRate(
                "SOL-USDT-PERP@okx", AT - 20_000_000, 0.0003, settles * 1_000));
    List<Outcome> then = okx.receive(rate(0.0001, settles + 28_800_000, MS));
    assertThat(fact(Funding.class, then.get(0)))
        .isEqualTo(new Funding("SOL-USDT-PERP@okx", settles * 1_000, AT, 0.0003));
  }

  @Test
  void anIndexIsToldWithItsContracts() {
    assertThat(okx.passed(index("SOL-USDT", 8))).isEqualTo(NoFact.REFERENCE);
    assertThat(metrics(okx.receive(mark("SOL-USDT-SWAP", 9))))
        .containsExactly("index_price 8.0", "mark_price 9.0");
    assertThat(metrics(okx.receive(mark("SOL-USDT-250328", 7))))
        .containsExactly("index_price 8.0", "mark_price 7.0");
    assertThat(okx.passed(mark("SOL-USDT-SWAP", 9))).isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void contractsInUsdcFollowedTheIndexInUsdUntilApril2023() {
    okx.receive(index("SOL-USD", 8));
    okx.receive(index("SOL-USDC", 8.5));
    assertThat(metrics(okx.receive(mark("SOL-USDC-SWAP", 9))))
        .containsExactly("index_price 8.0", "mark_price 9.0");
    long later = 1_700_000_000_000L;
    Conversation now = new Conversation(Venue.OKX, later * 1_000);
    now.receive(index("SOL-USD", 8));
    now.receive(index("SOL-USDC", 8.5));
    String mark = mark("SOL-USDC-SWAP", 9).replace(Long.toString(MS), Long.toString(later));
    assertThat(metrics(now.receive(mark))).containsExactly("index_price 8.5", "mark_price 9.0");
  }

  @Test
  void openInterestIsConvertedAtTheMarkPriceOrTheLast() {
    okx.receive(
        """
        {'arg':{'channel':'tickers','instId':'SOL-USD-SWAP'},'data':[{'instType':'SWAP',
         'instId':'SOL-USD-SWAP','last':'5','ts':'%d'}]}"""
            .formatted(MS));
    assertThat(okx.fact(Metric.class, interest("SOL-USD-SWAP", "20", "1")).value()).isEqualTo(40);
    okx.receive(mark("SOL-USD-SWAP", 4));
    assertThat(okx.fact(Metric.class, interest("SOL-USD-SWAP", "20", "1")).value()).isEqualTo(50);
  }

  @Test
  void liquidationsNameTheOrderThatCloses() {
    List<Outcome> outcomes =
        okx.receive(
            """
            {'arg':{'channel':'liquidation-orders','instType':'SWAP'},'data':[{'details':[
              {'bkLoss':'0','bkPx':'4','ccy':'','posSide':'long','side':'sell','sz':'30',
               'ts':'%d'},
              {'bkLoss':'0','bkPx':'5','ccy':'','posSide':'short','side':'buy','sz':'2',
               'ts':'%d'}],
             'instFamily':'SOL-USDT','instId':'SOL-USDT-SWAP','instType':'SWAP'}]}"""
                .formatted(MS, MS));
    assertThat(metrics(outcomes)).containsExactly("liquidated_long 30.0", "liquidated_short 2.0");
    assertThat(stated(Statement.Liquidation.class, outcomes.get(0)).price()).isEqualTo(4);
  }

  @Test
  void aClosedCandleIsAFactIfBarsCanBeginWhereItDoes() {
    Candle spot = okx.fact(Candle.class, candle("candle5m", "SOL-USDT", 1));
    assertThat(spot.length()).isEqualTo(300_000_000L);
    assertThat(spot.volume()).isEqualTo(70);
    assertThat(okx.fact(Candle.class, candle("candle5m", "SOL-USDT-SWAP", 1)).volume())
        .isEqualTo(7);
    assertThat(okx.passed(candle("candle5m", "SOL-USDT", 0))).isEqualTo(NoFact.FORMING);
    assertThat(okx.passed(candle("candle1D", "SOL-USDT", 1))).isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void aConnectionForBusinessDoesNotEndTheBooks() {
    okx.receive(book("snapshot", -1, 70, "['2','8','0','3']", "['3','9','0','1']"));
    okx.connect("wss://ws.okx.com:8443/ws/v5/business");
    assertThat(okx.book(book("update", 70, 90, "['1','4','0','1']", ""))).isNotNull();
    okx.connect("wss://ws.okx.com:8443/ws/v5/public");
    assertThat(okx.passed(book("update", 90, 91, "['1','4','0','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void optionsAreNotKept() {
    assertThat(okx.passed(trade("trades", "SOL-USD-250328-150-C", "1"))).isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void whatTheVenueAnswersHasItsReason() {
    assertThat(okx.passed("pong")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(okx.passed("{'event':'subscribe','arg':{'channel':'trades','instId':'X-Y'}}"))
        .isEqualTo(NoFact.CONNECTION);
    assertRefused(
        okx.one("{'event':'error','code':'60012','msg':'Invalid request'}"),
        RejectReason.INCONSISTENT,
        "Invalid request");
    assertRefused(
        okx.answer("", "{'code':'50011','msg':'Too many requests','data':[]}").get(0),
        RejectReason.INCONSISTENT,
        "Too many requests");
    assertThat(okx.answer("", "{'code':'0','data':[{'instId':'SOL-USDT','px':'3'}]}"))
        .containsExactly(Conversation.passed(NoFact.HISTORY));
    assertThat(okx.passed("{'arg':{'channel':'price-limit','instId':'SOL-USDT-SWAP'},'data':[{}]}"))
        .isEqualTo(NoFact.NOT_KEPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'arg':{'channel':'nonsense','instId':'SOL-USDT'},'data':[]}",
        "{'arg':{'channel':'trades'},'data':[{}]}",
        "{'arg':{'channel':'books','instId':'SOL-USDT'},'action':'other','data':[{}]}",
        "{'arg':{'channel':'trades','instId':'SOL-USDT'}}",
        "{'table':'spot/nonsense','data':[]}",
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(okx.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private static List<String> metrics(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> fact(Fact.class, outcome))
        .filter(Metric.class::isInstance)
        .map(Metric.class::cast)
        .map(metric -> metric.name() + " " + metric.value())
        .toList();
  }

  private static String trade(String channel, String id, String tradeId) {
    return """
        {'arg':{'channel':'%s','instId':'%s'},'data':[{'instId':'%s','tradeId':'%s','px':'2',
         'sz':'6','side':'sell','ts':'%d','count':'1'}]}"""
        .formatted(channel, id, id, tradeId, MS - 8);
  }

  private static String mark(String id, double price) {
    return """
        {'arg':{'channel':'mark-price','instId':'%s'},'data':[{'instType':'SWAP','instId':'%s',
         'markPx':'%s','ts':'%d'}]}"""
        .formatted(id, id, price, MS);
  }

  private static String index(String id, double price) {
    return """
        {'arg':{'channel':'index-tickers','instId':'%s'},'data':[{'instId':'%s','idxPx':'%s',
         'ts':'%d'}]}"""
        .formatted(id, id, price, MS);
  }

  private static String interest(String id, String contracts, String base) {
    return """
        {'arg':{'channel':'open-interest','instId':'%s'},'data':[{'instType':'SWAP','instId':'%s',
         'oi':'%s','oiCcy':'%s','ts':'%d'}]}"""
        .formatted(id, id, contracts, base, MS);
  }

  private static String rate(double rate, long settles, long millis) {
    return """
        {'arg':{'channel':'funding-rate','instId':'SOL-USDT-SWAP'},'data':[{'instType':'SWAP',
         'instId':'SOL-USDT-SWAP','fundingRate':'%s','fundingTime':'%d','nextFundingRate':'',
         'ts':'%d'}]}"""
        .formatted(rate, settles, millis);
  }

  private static String book(String action, long before, long number, String bids, String asks) {
    return """
        {'arg':{'channel':'books','instId':'SOL-USDT-SWAP'},'action':'%s','data':[{'asks':[%s],
         'bids':[%s],'ts':'%d','seqId':%d,'prevSeqId':%d}]}"""
        .formatted(action, asks, bids, MS, number, before);
  }

  private static String candle(String channel, String id, int confirm) {
    return """
        {'arg':{'channel':'%s','instId':'%s'},'data':[['1599999900000','2','3','1','2','70','7',
         '140','%d']]}"""
        .formatted(channel, id, confirm);
  }
}
