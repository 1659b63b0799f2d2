package io.tidemark.exchange.mexc;

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

final class MexcFuturesProtocolTest {

  private final Conversation mexc = new Conversation(Venue.MEXC_FUTURES);

  @Test
  void aTradeIsOfContractsOfTheUsualSize() {
    assertThat(mexc.trade(deal("SOL_USDT", "[%s]")))
        .isEqualTo(
            new Trade("SOL-USDT-PERP@mexc", 1_600_000_009_500_000L, AT, "3", 20, 0.5, Side.SELL));
    assertThat(mexc.trade(deal("ETH_USD", "%s")).quantity()).isEqualTo(2.5);
    assertThat(mexc.trade(deal("BTC_USD", "%s")).quantity()).isEqualTo(25);
  }

  @Test
  void theListSaysHowMuchAContractIs() {
    assertThat(mexc.reason(deal("RARE_USDT", "[%s]"))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    mexc.answer(
        "https://contract.mexc.com/api/v1/contract/detail",
        """
        {'success':true,'code':0,'data':[{'symbol':'RARE_USDT','baseCoin':'RARE',
         'quoteCoin':'USDT','settleCoin':'USDT','contractSize':4},{'symbol':'LTC_USD',
         'baseCoin':'LTC','quoteCoin':'USD','settleCoin':'LTC','contractSize':8},
         {'symbol':'OIL_USD','baseCoin':'OIL','quoteCoin':'USD','settleCoin':'LTC',
         'contractSize':8}]}\
        """);
    assertThat(mexc.trade(deal("RARE_USDT", "[%s]")).quantity()).isEqualTo(20);
    assertThat(mexc.trade(deal("LTC_USD", "[%s]")).quantity()).isEqualTo(2);
    assertThat(mexc.passed(deal("OIL_USD", "[%s]"))).isEqualTo(NoFact.QUANTO);
    assertThat(mexc.reason(deal("SOL_USDT", "[%s]"))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void changesJoinTheSnapshotAndMayComeSeveralInOne() {
    assertThat(mexc.passed(change("'version':6", 19))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    Book book =
        fact(
            Book.class,
            mexc.answer("https://contract.mexc.com/api/v1/contract/depth/SOL_USDT", snapshot(5))
                .get(0));
    assertThat(book.bidPrices()).containsExactly(19, 18);
    assertThat(book.bidSizes()).containsExactly(0.5, 0.1);
    assertThat(mexc.book(change("'begin':7,'end':9,'version':9", 19.5)).bidPrices())
        .containsExactly(19.5, 19, 18);
    assertRefused(
        mexc.one(change("'version':11", 19.6)),
        RejectReason.OUT_OF_SEQUENCE,
        "SOL-USDT-PERP@mexc",
        "does not follow 9");
    Outcome waiting = mexc.one(change("'version':12", 19.7));
    assertThat(((Outcome.Passed) waiting).why()).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(waiting.statement()).isInstanceOf(Statement.BookChange.class);
  }

  @Test
  void wholeBooksNeedNoNumbers() {
    assertThat(
            mexc.book(
                    change("'version':6", 19)
                        .replace("push.depth", "push.depth.full")
                        .replace("'asks':[]", "'asks':[[21,2,1]]"))
                .askSizes())
        .containsExactly(0.2);
  }

  @Test
  void aTickerSaysMarkIndexOpenInterestAndFundingRate() {
    List<Outcome> outcomes =
        mexc.receive(
            """
            {'channel':'push.ticker','symbol':'SOL_USDT','ts':1600000009500,'data':{
             'fairPrice':20.5,'indexPrice':20.25,'holdVol':300,'fundingRate':0.0002,
             'timestamp':1600000009400}}\
            """);
    assertThat(fact(Metric.class, outcomes.get(0)).value()).isEqualTo(20.5);
    assertThat(fact(Metric.class, outcomes.get(1)).value()).isEqualTo(20.25);
    assertThat(fact(Metric.class, outcomes.get(2)).value()).isEqualTo(30);
    assertThat(outcomes.get(3).statement()).isInstanceOf(Statement.FundingRate.class);
  }

  @Test
  void theRateThatWasSaidLastIsTheOneThatSettled() {
    String rate =
        """
        {'channel':'push.funding.rate','symbol':'SOL_USDT','ts':%d,'data':{'rate':%s,
         'symbol':'SOL_USDT','nextSettleTime':%d}}\
        """;
    mexc.receive(rate.formatted(1_599_999_990_000L, "0.0003", 1_600_000_000_000L));
    List<Outcome> outcomes =
        mexc.receive(rate.formatted(1_600_000_000_500L, "0.0001", 1_600_028_800_000L));
    assertThat(fact(Funding.class, outcomes.get(0)).rate()).isEqualTo(0.0003);
    assertThat(fact(Funding.class, outcomes.get(0)).eventTime()).isEqualTo(1_600_000_000_000_000L);
  }

  @Test
  void pricesOfTheirOwnChannelsAreMetrics() {
    String price = "{'channel':'%s','symbol':'SOL_USDT','ts':1600000009500,'data':{'price':20.75}}";
    assertThat(mexc.fact(Metric.class, price.formatted("push.index.price")).name())
        .isEqualTo("index_price");
    assertThat(mexc.fact(Metric.class, price.formatted("push.fair.price")).name())
        .isEqualTo("mark_price");
    assertThat(mexc.passed(price.formatted("push.fair.price"))).isEqualTo(NoFact.REPEATED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'channel':'pong','data':1600000009500} | HEARTBEAT",
        "{'channel':'rs.sub.deal','data':'success'} | CONNECTION",
        "{'channel':'push.kline','symbol':'SOL_USDT','data':{}} | FORMING",
        "{'channel':'push.depth.step','symbol':'SOL_USDT','data':{}} | SUMMARY"
      })
  void otherMessagesHaveTheirReasons(String text, NoFact why) {
    assertThat(mexc.passed(text)).isEqualTo(why);
  }

  @Test
  void anErrorIsSaid() {
    assertRefused(
        mexc.one("{'channel':'rs.error','data':'no such contract'}"),
        RejectReason.INCONSISTENT,
        "no such contract");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'channel':'push.other'}",
        "{'channel':'push.deal','symbol':'SOL_USDT','data':{'p':1}}",
        "{'channel':'push.depth','symbol':'SOL_USDT','data':{}}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(mexc.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private static String deal(String symbol, String rows) {
    String row = "{'p':20,'v':5,'T':2,'O':3,'M':1,'t':1600000009500,'i':'3'}";
    return "{'symbol':'%s','data':%s,'channel':'push.deal','ts':1600000009600}"
        .formatted(symbol, rows.formatted(row));
  }

  private static String change(String numbers, double bid) {
    return """
    {'channel':'push.depth','data':{'asks':[],'bids':[[%s,5,1]],%s},'symbol':'SOL_USDT',
     'ts':1600000009500}\
    """
        .formatted(bid, numbers);
  }

  private static String snapshot(int version) {
    return """
    {'success':true,'code':0,'data':{'asks':[[21,2,1]],'bids':[[18,1,1]],'version':%d,
     'timestamp':1600000009000}}\
    """
        .formatted(version);
  }
}
