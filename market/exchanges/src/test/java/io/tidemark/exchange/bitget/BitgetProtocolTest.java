package io.tidemark.exchange.bitget;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BitgetProtocolTest {

  private static final long MS = AT / 1_000;

  private final Conversation bitget = new Conversation(Venue.BITGET);

  @ParameterizedTest
  @CsvSource({
    "SPOT, SOLUSDT, SOL-USDT@bitget",
    "USDT-FUTURES, SOLUSDT, SOL-USDT-PERP@bitget",
    "USDC-FUTURES, SOLPERP, SOL-USDC-PERP@bitget",
    "COIN-FUTURES, SOLUSD, SOL-USD-PERP@bitget",
    "COIN-FUTURES, SOLUSDM25, SOL-USD-250627@bitget",
    "COIN-FUTURES, SOLUSD_231229, SOL-USD-231229@bitget",
    "sp, SOLBTC, SOL-BTC@bitget",
    "mc, SOLUSDT, SOL-USDT-PERP@bitget",
    "mc, SOLUSD, SOL-USD-PERP@bitget",
    "umcbl, SOLUSDT_UMCBL, SOL-USDT-PERP@bitget",
  })
  void productAndSymbolTellTheInstrument(String product, String symbol, String instrument) {
    assertThat(bitget.trade(trade("update", product, symbol, "1")))
        .isEqualTo(new Trade(instrument, AT - 6_000, AT, "1", 3, 7, Side.BUY));
  }

  @Test
  void versionThreeHasShortNames() {
    assertThat(
            bitget.trade(
                """
                {'action':'update','arg':{'instType':'usdt-futures','topic':'publicTrade',
                 'symbol':'SOLUSDT'},'data':[{'i':'91','p':'3','v':'7','S':'sell','T':'%d',
                 'L':'92','isRPI':'no'}],'ts':%d}"""
                    .formatted(MS - 6, MS)))
        .isEqualTo(new Trade("SOL-USDT-PERP@bitget", AT - 6_000, AT, "91", 3, 7, Side.SELL));
  }

  @Test
  void versionOneHasTradesWithoutIdsAndNoneOfThemIsLost() {
    String trades =
        """
        {'action':'update','arg':{'instType':'sp','channel':'trade','instId':'SOLUSDT'},
         'data':[['%d','3','7','buy'],['%d','3','7','buy']]}"""
            .formatted(MS, MS);
    assertThat(bitget.receive(trades))
        .hasSize(2)
        .allSatisfy(
            outcome ->
                assertThat(fact(Trade.class, outcome))
                    .isEqualTo(new Trade("SOL-USDT@bitget", AT, AT, "", 3, 7, Side.BUY)));
  }

  @Test
  void theAnswerToASubscriptionIsHistoryAsFarAsItIsOlder() {
    assertThat(bitget.passed(trade("snapshot", "SPOT", "SOLUSDT", "1"))).isEqualTo(NoFact.HISTORY);
    assertThat(bitget.passed(trade("update", "SPOT", "SOLUSDT", "1"))).isEqualTo(NoFact.REPEATED);
    bitget.send(
        """
        {'op':'subscribe','args':[{'instType':'SPOT','channel':'trade','instId':'SOLUSDT'}]}""");
    assertThat(bitget.passed(trade("snapshot", "SPOT", "SOLUSDT", "2"))).isEqualTo(NoFact.HISTORY);
    assertThat(
            bitget
                .trade(
                    trade("snapshot", "SPOT", "SOLUSDT", "3")
                        .replace(Long.toString(MS - 6), Long.toString(MS)))
                .tradeId())
        .isEqualTo("3");
  }

  @Test
  void aChangeNamesTheOneBefore() {
    bitget.receive(book("snapshot", 0, 70, "['2','8']", "['3','9']"));
    assertThat(bitget.book(book("update", 70, 75, "['2','0'],['1','4']", "")).bidPrices())
        .containsExactly(1);
    Outcome past = bitget.one(book("update", 60, 65, "['2','5']", ""));
    assertThat(past).isInstanceOf(Outcome.Passed.class);
    assertThat(stated(Statement.BookChange.class, past).bids().sizes()).containsExactly(5);
    assertRefused(
        bitget.one(book("update", 76, 78, "['2','5']", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "SOL-USDT@bitget");
    assertThat(bitget.passed(book("update", 78, 79, "['2','5']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bitget.book(book("snapshot", 0, 80, "['2','8']", "['3','9']"))).isNotNull();
  }

  @Test
  void withoutNumbersACrossedBookShowsThatAChangeIsMissing() {
    bitget.receive(oldBook("books", "snapshot", "['2','8']"));
    assertThat(bitget.book(oldBook("books", "update", "['2.5','8']")).bidPrices())
        .containsExactly(2.5, 2);
    assertRefused(
        bitget.one(oldBook("books", "update", "['3.5','8']")),
        RejectReason.OUT_OF_SEQUENCE,
        "best bid 3.5");
  }

  @Test
  void inVersionTwoAChecksumTellsThatAChangeIsMissing() {
    bitget.receive(oldBook("books", "snapshot", "['2','8']"));
    String change = oldBook("books", "update", "['1.50','8']").replace("['3','9']", "");
    long sum = crc("2:8:3:9:1.50:8");
    assertThat(bitget.book(change.replace("'checksum':0", "'checksum':" + (int) sum))).isNotNull();
    assertRefused(
        bitget.one(change.replace("'checksum':0", "'checksum':77")),
        RejectReason.OUT_OF_SEQUENCE,
        "SOL-USDT@bitget",
        "checksum is 77");
  }

  private static long crc(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.US_ASCII));
    return sum.getValue();
  }

  @Test
  void smallBooksAreWholeAndTheBestLevelsAloneSumUp() {
    assertThat(bitget.book(oldBook("books15", "snapshot", "['2','8']")).bidPrices())
        .containsExactly(2);
    assertThat(bitget.book(oldBook("books15", "snapshot", "['1','8']")).bidPrices())
        .containsExactly(1);
    assertThat(bitget.passed(oldBook("books", "snapshot", "['1','8']"))).isEqualTo(NoFact.REPEATED);
    assertThat(bitget.passed(oldBook("books1", "snapshot", "['1','8']"))).isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void aTickerOfADerivativeHasItsValuesAndTheRateSettles() {
    long settles = MS - 4_000;
    List<Outcome> first = bitget.receive(ticker(MS - 9_000, "0.0002", settles));
    assertThat(metrics(first))
        .containsExactly("mark_price 4.0", "index_price 5.0", "open_interest 80.0");
    List<Outcome> then = bitget.receive(ticker(MS, "0.0001", settles + 28_800_000));
    assertThat(fact(Funding.class, then.get(0)))
        .isEqualTo(new Funding("SOL-USD-PERP@bitget", settles * 1_000, AT, 0.0002));
    assertThat(
            bitget.passed(
                """
                {'action':'snapshot','arg':{'instType':'SPOT','channel':'ticker',
                 'instId':'SOLUSDT'},'data':[{'lastPr':'3','ts':'%d'}],'ts':%d}"""
                    .formatted(MS, MS)))
        .isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void aLiquidationIsAnAmountOfTheQuoteCurrencyAndTheSideOfThePosition() {
    Outcome outcome =
        bitget.one(
            """
            {'action':'update','arg':{'instType':'usdt-futures','topic':'liquidation'},
             'data':[{'symbol':'SOLUSDT','side':'buy','price':'4','amount':'20','ts':'%d'}],
             'ts':%d}"""
                .formatted(MS - 1, MS));
    assertThat(fact(Metric.class, outcome))
        .isEqualTo(new Metric("SOL-USDT-PERP@bitget", AT - 1_000, AT, "liquidated_long", 5));
  }

  @Test
  void onceItsProductIsListedAnUnlistedSymbolIsUnknown() {
    bitget.answer(
        "https://api.bitget.com/api/v2/mix/market/contracts?productType=USDT-FUTURES",
        """
        {'code':'00000','msg':'success','data':[
         {'symbol':'NEWUSDT','baseCoin':'NEW','quoteCoin':'USDT','symbolType':'perpetual',
          'deliveryTime':''},
         {'symbol':'NEWUSDTH25','baseCoin':'NEW','quoteCoin':'USDT','symbolType':'delivery',
          'deliveryTime':'1743148800000'}]}""");
    assertThat(bitget.trade(trade("update", "USDT-FUTURES", "NEWUSDTH25", "1")).instrument())
        .isEqualTo("NEW-USDT-250328@bitget");
    assertThat(bitget.reason(trade("update", "USDT-FUTURES", "SOLUSDT", "1")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(bitget.trade(trade("update", "SPOT", "SOLUSDT", "1")).instrument())
        .isEqualTo("SOL-USDT@bitget");
    assertThat(
            bitget.passed(
                """
                {'code':'00000','data':[{'symbol':'YUSDT','category':'SPOT','baseCoin':'Y',
                 'quoteCoin':'USDT','status':'online'}]}"""))
        .isEqualTo(NoFact.REFERENCE);
    assertThat(bitget.reason(trade("update", "SPOT", "NEARUSDT", "1")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void whatTheVenueAnswersHasItsReason() {
    assertThat(bitget.passed("pong")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(bitget.passed("{'event':'subscribe','arg':{}}")).isEqualTo(NoFact.CONNECTION);
    assertRefused(
        bitget.one("{'event':'error','code':30001,'msg':'channel does not exist'}"),
        RejectReason.INCONSISTENT,
        "channel does not exist");
    assertRefused(
        bitget.answer("", "{'code':'40034','msg':'Parameter does not exist'}").get(0),
        RejectReason.INCONSISTENT,
        "Parameter does not exist");
    assertThat(bitget.passed(trade("update", "SUSDT-FUTURES", "SBTCSUSDT", "1")))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(
            bitget.passed(
                """
                {'action':'update','arg':{'instType':'SPOT','channel':'candle1m',
                 'instId':'SOLUSDT'},'data':[['1600000000000','1','2','1','2','3']]}"""))
        .isEqualTo(NoFact.FORMING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'arg':{}}",
        "{'arg':{'instType':'SPOT','channel':'nonsense','instId':'SOLUSDT'},'data':[]}",
        "{'arg':{'instType':'SPOT','channel':'trade','instId':'SOLUSDT'}}",
        "{'arg':{'instType':'OTHER','channel':'trade','instId':'SOLUSDT'},'data':[{}]}",
        "{'action':'x','arg':{'instType':'SPOT','channel':'books','instId':'SOLUSDT'},'data':[{}]}",
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(bitget.reason(text)).isEqualTo(RejectReason.UNDECODABLE);
  }

  private static List<String> metrics(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Known.class::isInstance)
        .map(outcome -> fact(Fact.class, outcome))
        .filter(Metric.class::isInstance)
        .map(Metric.class::cast)
        .map(metric -> metric.name() + " " + metric.value())
        .toList();
  }

  private static String trade(String action, String product, String symbol, String id) {
    return """
        {'action':'%s','arg':{'instType':'%s','channel':'trade','instId':'%s'},'data':[{'ts':'%d',
         'price':'3','size':'7','side':'buy','tradeId':'%s'}],'ts':%d}"""
        .formatted(action, product, symbol, MS - 6, id, MS);
  }

  private static String book(String action, long before, long number, String bids, String asks) {
    return """
        {'action':'%s','arg':{'instType':'spot','topic':'books','symbol':'SOLUSDT'},'data':[
         {'a':[%s],'b':[%s],'checksum':0,'seq':%d,'pseq':%d,'ts':'%d'}],'ts':%d}"""
        .formatted(action, asks, bids, number, before, MS, MS);
  }

  private static String oldBook(String channel, String action, String bids) {
    return """
        {'action':'%s','arg':{'instType':'SPOT','channel':'%s','instId':'SOLUSDT'},'data':[
         {'asks':[['3','9']],'bids':[%s],'checksum':0,'ts':'%d'}],'ts':%d}"""
        .formatted(action, channel, bids, MS, MS);
  }

  private static String ticker(long millis, String rate, long settles) {
    return """
        {'action':'snapshot','arg':{'instType':'COIN-FUTURES','channel':'ticker',
         'instId':'SOLUSD'},'data':[{'instId':'SOLUSD','lastPr':'4','markPrice':'4',
         'indexPrice':'5','holdingAmount':'80','fundingRate':'%s','nextFundingTime':'%d',
         'ts':'%d'}],'ts':%d}"""
        .formatted(rate, settles, millis, millis);
  }
}
