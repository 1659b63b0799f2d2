package io.tidemark.exchange.bybit;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version 5 of Bybit's derivatives, and version 2 without the venue's list. */
final class BybitFifthVersionTest {

  private static final long MS = AT / 1_000;

  private final Conversation bybit = new Conversation(Venue.BYBIT);

  @Test
  void aTradeBehindItsSubscriptionIsNoHistoryThoughTheLocalClockIsAhead() {
    bybit.clock(AT + 40_000_000);
    bybit.send("{'op':'subscribe','args':['publicTrade.NEARUSDT']}");
    bybit.clock(AT + 41_000_000);
    assertThat(bybit.trade(timedTrade(MS + 900, MS + 900, 1)).tradeId()).isEqualTo("1");
    assertThat(bybit.passed(timedTrade(MS + 1_000, MS - 5_000, 2))).isEqualTo(NoFact.HISTORY);
  }

  private static String timedTrade(long sent, long made, int id) {
    return """
        {'topic':'publicTrade.NEARUSDT','type':'snapshot','ts':%d,
         'data':[{'T':%d,'s':'NEARUSDT','S':'Buy','v':'1','p':'2','i':'%d','BT':false}]}"""
        .formatted(sent, made, id);
  }

  @ParameterizedTest
  @CsvSource({
    "NEARUSDT, NEAR-USDT-PERP@bybit, 6",
    "1000CATUSDT, 1000CAT-USDT-PERP@bybit, 6",
    "SOLPERP, SOL-USDC-PERP@bybit, 6",
    "SOL-27DEC24, SOL-USDC-241227@bybit, 6",
    "SOLUSDT-6JUN25, SOL-USDT-250606@bybit, 6",
    "NEARUSD, NEAR-USD-PERP@bybit, 3",
    "SOLUSDH25, SOL-USD-250328@bybit, 3",
  })
  void withoutAListTheSymbolTells(String symbol, String instrument, double base) {
    Trade trade = bybit.trade(trade(symbol, "a", 6));
    assertThat(trade).isEqualTo(new Trade(instrument, AT - 7_000, AT, "a", 2, base, Side.SELL));
  }

  @Test
  void onceItsKindIsListedAnUnlistedSymbolIsUnknown() {
    bybit.answer(
        "https://api.bybit.com/v5/market/instruments-info",
        """
        {'retCode':0,'retMsg':'OK','result':{'category':'linear','list':[
         {'symbol':'NEARUSDT','contractType':'LinearPerpetual','baseCoin':'NEAR',
          'quoteCoin':'USDT','deliveryTime':'0'},
         {'symbol':'NEARUSDT-28MAR25','contractType':'LinearFutures','baseCoin':'NEAR',
          'quoteCoin':'USDT','deliveryTime':'1743148800000'}]}}""");
    assertThat(bybit.trade(trade("NEARUSDT-28MAR25", "a", 1)).instrument())
        .isEqualTo("NEAR-USDT-250328@bybit");
    assertThat(bybit.reason(trade("SOLUSDT", "b", 1))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(bybit.trade(trade("SOLUSD", "c", 1)).instrument()).isEqualTo("SOL-USD-PERP@bybit");
  }

  @Test
  void anOptionIsNotKeptAndABlockTradeNeither() {
    assertThat(bybit.passed(trade("SOL-27DEC24-150-C", "a", 1))).isEqualTo(NoFact.NOT_KEPT);
    assertThat(bybit.passed(trade("SOLUSDT", "a", 1).replace("'BT':false", "'BT':true")))
        .isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void aBookIsItsSnapshotAndChangesWhoseNumbersRiseByOne() {
    bybit.receive(book("snapshot", 7, "['2','8']", "['3','9']"));
    Book book = bybit.book(book("delta", 8, "['2','0'],['1.5','6']", ""));
    assertThat(book.eventTime()).isEqualTo(AT - 3_000);
    assertThat(book.bidPrices()).containsExactly(1.5);
    assertThat(book.bidSizes()).containsExactly(6);
    assertThat(bybit.passed(book("delta", 8, "['1.5','7']", ""))).isEqualTo(NoFact.SUPERSEDED);
    Outcome lost = bybit.one(book("delta", 10, "['1.4','5']", ""));
    assertRefused(lost, RejectReason.OUT_OF_SEQUENCE, "SOL-USDT-PERP@bybit", "10 to 10");
    assertThat(stated(Statement.BookChange.class, lost).bids().prices()).containsExactly(1.4);
    assertThat(bybit.passed(book("delta", 11, "['1.5','7']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bybit.book(book("snapshot", 20, "['2','8']", "['3','9']"))).isNotNull();
  }

  @Test
  void theNumberOneBeginsTheBookAnew() {
    bybit.receive(book("snapshot", 7, "['2','8']", "['3','9']"));
    assertThat(bybit.book(book("delta", 1, "['1','8']", "['4','9']")).bidPrices())
        .containsExactly(1);
  }

  @Test
  void theBestLevelsAloneAndAnotherDepthRepeatTheBook() {
    String best = book("snapshot", 7, "['2','8']", "['3','9']").replace(".50.", ".1.");
    assertThat(bybit.passed(best)).isEqualTo(NoFact.SUMMARY);
    bybit.receive(book("snapshot", 7, "['2','8']", "['3','9']"));
    assertThat(bybit.passed(book("snapshot", 9, "['2','8']", "['3','9']").replace(".50.", ".200.")))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void anotherDepthTakesThePlaceOfOneWhoseBookIsLost() {
    bybit.receive(book("snapshot", 7, "['2','8']", "['3','9']"));
    bybit.receive(book("delta", 9, "['2','8']", ""));
    String deep = book("snapshot", 5, "['2','8'],['1','4']", "['3','9']");
    assertThat(bybit.book(deep.replace(".50.", ".200.")).bidPrices()).containsExactly(2, 1);
    assertThat(bybit.passed(book("delta", 10, "['2','8']", ""))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aTickerSaysWhatChangedAndTheRateThatStandsSettles() {
    long settles = MS - 4_000;
    List<Outcome> first =
        bybit.receive(
            ticker(
                MS - 9_000,
                "'markPrice':'4','indexPrice':'5','openInterest':'80','fundingRate':'0.0002',"
                    + "'nextFundingTime':'%d'".formatted(settles)));
    assertThat(metrics(first))
        .containsExactly("mark_price 4.0", "index_price 5.0", "open_interest 20.0");
    bybit.receive(ticker(MS - 5_000, "'lastPrice':'4.5'"));
    List<Outcome> then =
        bybit.receive(ticker(MS, "'nextFundingTime':'%d'".formatted(settles + 28_800_000)));
    assertThat(fact(Funding.class, then.get(0)))
        .isEqualTo(new Funding("SOL-USD-PERP@bybit", settles * 1_000, AT, 0.0002));
  }

  @Test
  void aFutureHasNoFundingAndATickerWithoutNewsSumsUp() {
    assertThat(
            metrics(
                bybit.receive(
                    ticker(MS, "'markPrice':'4','fundingRate':'','nextFundingTime':'0'"))))
        .containsExactly("mark_price 4.0");
    assertThat(bybit.passed(ticker(MS, "'volume24h':'9'"))).isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void theOrderThatEndsAPositionIsOfTheOtherSide() {
    List<Outcome> outcomes =
        bybit.receive(
            """
            {'topic':'allLiquidation.SOLUSD','type':'snapshot','ts':%d,'data':[
             {'T':%d,'s':'SOLUSD','S':'Buy','v':'90','p':'3'}]}"""
                .formatted(MS, MS - 2));
    assertThat(fact(Metric.class, outcomes.get(0)))
        .isEqualTo(new Metric("SOL-USD-PERP@bybit", AT - 2_000, AT, "liquidated_long", 30));
    assertThat(outcomes.get(0).statement())
        .isEqualTo(
            new Statement.Liquidation("SOL-USD-PERP@bybit", AT - 2_000, "", 3, 30, Side.SELL));
  }

  @Test
  void aClosedCandleIsAFactAndInverseVolumeIsItsTurnover() {
    assertThat(bybit.passed(candle("SOLUSDT", false))).isEqualTo(NoFact.FORMING);
    Candle linear = bybit.fact(Candle.class, candle("SOLUSDT", true));
    assertThat(linear.length()).isEqualTo(300_000_000L);
    assertThat(linear.volume()).isEqualTo(70);
    assertThat(bybit.fact(Candle.class, candle("SOLUSD", true)).volume()).isEqualTo(35);
    Candle second =
        bybit.fact(
            Candle.class,
            """
            {'topic':'klineV2.1.SOLUSD','data':[{'start':1599999960,'end':1600000020,'open':2,
             'close':2,'high':3,'low':1,'volume':80,'turnover':40,'confirm':true}]}""");
    assertThat(second.length()).isEqualTo(60_000_000L);
    assertThat(second.volume()).isEqualTo(40);
  }

  @Test
  void whatTheVenueAnswersHasItsReason() {
    assertThat(bybit.passed("{'op':'pong','args':['1']}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(bybit.passed("{'success':true,'ret_msg':'pong','op':'ping'}"))
        .isEqualTo(NoFact.HEARTBEAT);
    assertRefused(
        bybit.answer("", "{'retCode':10001,'retMsg':'no such category','result':{}}").get(0),
        RejectReason.INCONSISTENT,
        "no such category");
    assertThat(
            bybit.answer(
                "", "{'retCode':0,'result':{'category':'linear','list':[['1','2','3','4']]}}"))
        .containsExactly(Conversation.passed(NoFact.HISTORY));
  }

  private static List<String> metrics(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Known.class::isInstance)
        .map(outcome -> fact(Metric.class, outcome))
        .map(metric -> metric.name() + " " + metric.value())
        .toList();
  }

  private static String trade(String symbol, String id, int size) {
    return """
    {'topic':'publicTrade.%s','type':'snapshot','ts':%d,'data':[{'T':%d,'s':'%s','S':'Sell',
     'v':'%d','p':'2','L':'PlusTick','i':'%s','BT':false}]}"""
        .formatted(symbol, MS, MS - 7, symbol, size, id);
  }

  private static String book(String type, long number, String bids, String asks) {
    return """
    {'topic':'orderbook.50.SOLUSDT','type':'%s','ts':%d,'data':{'s':'SOLUSDT','b':[%s],
     'a':[%s],'u':%d,'seq':%d},'cts':%d}"""
        .formatted(type, MS - 3, bids, asks, number, 5 * number, MS - 4);
  }

  private static String ticker(long millis, String fields) {
    return """
    {'topic':'tickers.SOLUSD','type':'delta','data':{'symbol':'SOLUSD',%s},'cs':1,'ts':%d}"""
        .formatted(fields, millis);
  }

  private static String candle(String symbol, boolean closed) {
    return """
    {'topic':'kline.5.%s','type':'snapshot','data':[{'start':1599999900000,
     'end':1600000199999,'interval':'5','open':'2','close':'2','high':'3','low':'1',
     'volume':'70','turnover':'35','confirm':%s,'timestamp':1600000200000}]}"""
        .formatted(symbol, closed);
  }
}
