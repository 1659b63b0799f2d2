package io.tidemark.exchange.htx;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static org.assertj.core.api.Assertions.assertThat;

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

final class HtxProtocolTest {

  private final Conversation htx = new Conversation(Venue.HTX);

  @Test
  void aSpotTradeHasTheIdOfTheTrade() {
    assertThat(htx.trade(trade("adausdt")))
        .isEqualTo(new Trade("ADA-USDT@htx", 1_600_000_009_500_000L, AT, "77", 100, 5, Side.BUY));
    assertThat(htx.passed(trade("adausdt"))).isEqualTo(NoFact.REPEATED);
  }

  @ParameterizedTest
  @CsvSource({
    "BTC-USD, BTC-USD-PERP@htx, 5",
    "ADA-USD, ADA-USD-PERP@htx, 0.5",
    "BTC201225, BTC-USD-201225@htx, 5",
    "BTC_CW, BTC-USD-200918@htx, 5",
    "ADA_NQ, ADA-USD-210326@htx, 0.5",
    "ADA-USDT, ADA-USDT-PERP@htx, 50",
    "ADA-USDT-201225, ADA-USDT-201225@htx, 50",
    "ADA-USDT-CQ, ADA-USDT-201225@htx, 50"
  })
  void theSymbolTellsTheContract(String symbol, String instrument, double base) {
    Trade trade = htx.trade(trade(symbol));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isEqualTo(base);
  }

  @Test
  void theListSaysHowMuchAContractIs() {
    assertRefused(
        htx.one(trade("RARE-USDT")), RejectReason.UNKNOWN_INSTRUMENT, "list of contracts");
    htx.answer(
        "https://api.hbdm.com/linear-swap-api/v1/swap_contract_info",
        "{'status':'ok','data':[{'contract_code':'RARE-USDT','contract_size':30}]}");
    assertThat(htx.trade(trade("RARE-USDT")).quantity()).isEqualTo(150);
    assertThat(htx.reason(trade("ADA-USDT"))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(htx.trade(trade("BTC-USD")).quantity()).isEqualTo(5);
    assertThat(htx.trade(trade("adausdt")).quantity()).isEqualTo(5);
  }

  @Test
  void aNoticeOfOneContractDoesNotUnlistOthers() {
    htx.receive(
        """
        {'op':'notify','topic':'public.RARE-USDT.contract_info','ts':1600000009000,'data':[
         {'contract_code':'RARE-USDT','contract_size':30}]}\
        """);
    assertThat(htx.trade(trade("RARE-USDT")).quantity()).isEqualTo(150);
    assertThat(htx.trade(trade("ADA-USDT")).quantity()).isEqualTo(50);
  }

  @Test
  void optionsAreNotKept() {
    assertThat(htx.passed(trade("BTC-USDT-201204-C-17000"))).isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void versionsOfAContractsBookRiseByOne() {
    assertThat(htx.book(highFrequency("snapshot", 7, "[[99,4]]", "[[101,4]]")).bidSizes())
        .containsExactly(400 / 99.0);
    assertThat(htx.book(highFrequency("update", 8, "[[100,1]]", "[]")).bidPrices())
        .containsExactly(100, 99);
    assertRefused(
        htx.one(highFrequency("update", 10, "[[100,2]]", "[]")),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@htx",
        "does not follow 8");
    assertThat(htx.passed(highFrequency("update", 11, "[[100,2]]", "[]")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(htx.book(highFrequency("snapshot", 5, "[[98,4]]", "[[101,4]]")).bidPrices())
        .containsExactly(98);
  }

  @Test
  void aBookMayBeginEmpty() {
    Outcome empty =
        htx.one(
            """
            {'ch':'market.BTC-USD.depth.size_150.high_freq','ts':1600000009000,
             'tick':{'event':'snapshot','version':7}}\
            """);
    assertThat(empty).isEqualTo(Conversation.passed(NoFact.ONE_SIDED));
    assertThat(htx.book(highFrequency("update", 8, "[[100,1]]", "[[101,1]]")).bidPrices())
        .containsExactly(100);
  }

  @Test
  void aSpotBookIsAskedForOnTheSocket() {
    assertThat(htx.passed(mbp(4, 6, "[[100,9]]"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(htx.passed(mbp(6, 9, "[[99,8]]"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    String answer =
        """
        {'id':'1','rep':'market.adausdt.mbp.150','status':'ok','ts':1600000009000,
         'data':{'seqNum':%d,'bids':[[98,1]],'asks':[[101,1]]}}\
        """;
    assertThat(htx.book(answer.formatted(6)).bidPrices()).containsExactly(99, 98);
    assertThat(htx.book(mbp(9, 10, "[[99,0]]")).bidPrices()).containsExactly(98);
    assertThat(htx.reason(mbp(11, 12, "[[99,1]]"))).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(htx.book(answer.formatted(11)).bidPrices()).containsExactly(99, 98);
  }

  @Test
  void step0IsTheWholeBookAndRoundedStepsAreNot() {
    String depth =
        """
        {'ch':'market.adausdt.depth.%s','ts':1600000009000,
         'tick':{'bids':[[%s,1]],'asks':[[101,1]],'ts':1600000008990}}\
        """;
    assertThat(htx.book(depth.formatted("step0", "99")).eventTime())
        .isEqualTo(1_600_000_009_000_000L);
    assertThat(htx.book(depth.formatted("step0", "98")).bidPrices()).containsExactly(98);
    assertThat(htx.passed(depth.formatted("step1", "90"))).isEqualTo(NoFact.SUMMARY);
    assertThat(htx.passed(mbp(4, 6, "[[100,9]]"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void indexPriceOpenInterestAndMarkPriceAreRead() {
    Metric index =
        htx.fact(
            Metric.class,
            """
            {'ch':'market.BTC-USD.basis.1min.open','ts':1600000009000,'tick':{
             'index_price':'99.5','contract_price':'80'}}\
            """);
    assertThat(index.name()).isEqualTo("index_price");
    assertThat(index.value()).isEqualTo(99.5);
    assertThat(htx.fact(Metric.class, openInterest("BTC-USD")).value()).isEqualTo(50);
    assertThat(htx.fact(Metric.class, openInterest("ADA-USD")).value()).isEqualTo(41);
    assertThat(
            htx.fact(
                    Metric.class,
                    """
                    {'ch':'market.ADA-USDT.mark_price.1min','ts':1600000009000,
                     'tick':{'id':1600000000,'close':'2.5'}}\
                    """)
                .name())
        .isEqualTo("mark_price");
  }

  @Test
  void theRateThatWasSaidLastIsTheOneThatSettled() {
    htx.receive(fundingRate(1_599_999_990_000L, "0.0003", 1_600_000_000_000L));
    List<Outcome> outcomes =
        htx.receive(fundingRate(1_600_000_000_500L, "0.0001", 1_600_028_800_000L));
    assertThat(fact(Funding.class, outcomes.get(0)).rate()).isEqualTo(0.0003);
    Statement.FundingRate next = (Statement.FundingRate) outcomes.get(1).statement();
    assertThat(next).isNotNull();
    assertThat(next.rate()).isEqualTo(0.0001);
  }

  @Test
  void aLiquidationThatBuysEndsAShort() {
    Outcome outcome =
        htx.one(
            """
            {'op':'notify','topic':'public.BTC.liquidation_orders','ts':1600000009600,'data':[
             {'symbol':'BTC','contract_code':'BTC200918','direction':'buy','offset':'close',
              'volume':3,'price':100,'created_at':1600000009500}]}\
            """);
    assertThat(fact(Metric.class, outcome).name()).isEqualTo("liquidated_short");
    assertThat(outcome.statement())
        .isEqualTo(
            new Statement.Liquidation(
                "BTC-USD-200918@htx", 1_600_000_009_500_000L, "", 100, 3, Side.BUY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ping':1600000009000} | HEARTBEAT",
        "{'op':'ping','ts':'1600000009000'} | HEARTBEAT",
        "{'op':'sub','topic':'public.BTC.funding_rate','err-code':0} | CONNECTION",
        "{'id':'1','status':'ok','subbed':'market.adausdt.bbo'} | CONNECTION",
        "{'ch':'market.adausdt.detail','tick':{}} | SUMMARY",
        "{'ch':'market.adausdt.kline.1min','tick':{}} | FORMING",
        "{'rep':'market.adausdt.kline.1min','data':[]} | HISTORY"
      })
  void otherMessagesHaveTheirReasons(String text, NoFact why) {
    assertThat(htx.passed(text)).isEqualTo(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'error','err-code':'bad-request','err-msg':'no such symbol'}",
        "{'op':'sub','err-code':2011,'err-msg':'no such symbol'}"
      })
  void anErrorIsSaid(String text) {
    assertRefused(htx.one(text), RejectReason.INCONSISTENT, "no such symbol");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'ch':'x'}",
        "{'ch':'market.'}",
        "{'ch':'market.adausdt'}",
        "{'ch':'market.adausdt.nonsense'}",
        "{'op':'other'}",
        "{'ch':'market.BTC-USD.depth.size_20.high_freq','tick':{'version':1,'event':'x'}}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(htx.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private static String trade(String symbol) {
    return """
    {'ch':'market.%s.trade.detail','ts':1600000009600,'tick':{'id':3,'data':[
     {'id':1.5e25,'tradeId':77,'ts':1600000009500,'amount':5,'price':100,
      'direction':'buy'}]}}\
    """
        .formatted(symbol);
  }

  private static String highFrequency(String event, int version, String bids, String asks) {
    return """
    {'ch':'market.BTC-USD.depth.size_150.high_freq','ts':1600000009000,'tick':{
     'event':'%s','version':%d,'bids':%s,'asks':%s}}\
    """
        .formatted(event, version, bids, asks);
  }

  private static String mbp(int before, int number, String bids) {
    return """
    {'ch':'market.adausdt.mbp.150','ts':1600000009000,'tick':{'seqNum':%d,
     'prevSeqNum':%d,'bids':%s}}\
    """
        .formatted(number, before, bids);
  }

  private static String openInterest(String symbol) {
    return """
    {'ch':'market.%s.open_interest','ts':1600000009000,'data':[{'volume':40,
     'amount':41,'contract_code':'%s'}]}\
    """
        .formatted(symbol, symbol);
  }

  private static String fundingRate(long millis, String rate, long settles) {
    return """
    {'op':'notify','topic':'public.ADA-USDT.funding_rate','ts':%d,'data':[
     {'contract_code':'ADA-USDT','funding_rate':'%s','settlement_time':'%d'}]}\
    """
        .formatted(millis, rate, settles);
  }
}
