package io.tidemark.exchange.bitstamp;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BitstampProtocolTest {

  private static final String BOOK_URL = "https://www.bitstamp.net/api/v2/order_book/solusd/";

  private final Conversation bitstamp = new Conversation(Venue.BITSTAMP);

  private static String levels(long micros, String bids, String asks) {
    return "{'timestamp':'%d','microtimestamp':'%d','bids':[%s],'asks':[%s]}"
        .formatted(micros / 1_000_000, micros, bids, asks);
  }

  private static String diff(long micros, String bids, String asks) {
    return "{'event':'data','channel':'diff_order_book_solusd','data':%s}"
        .formatted(levels(micros, bids, asks));
  }

  private static String whole(long micros, String bids, String asks) {
    return diff(micros, bids, asks).replace("diff_order_book", "order_book");
  }

  private static String trade(String symbol, long id, int type) {
    return ("{'event':'trade','channel':'live_trades_%s','data':{'id':%d,'type':%d,'price':20.5,"
            + "'price_str':'20.50','amount':0.3,'amount_str':'0.30000000',"
            + "'timestamp':'1600000009','microtimestamp':'1600000009000250'}}")
        .formatted(symbol, id, type);
  }

  @ParameterizedTest
  @CsvSource({
    "btcusd, BTC-USD@bitstamp",
    "xrprlusd, XRP-RLUSD@bitstamp",
    "usdcusdt, USDC-USDT@bitstamp",
    "eurusd, EUR-USD@bitstamp",
    "eurcveur, EURCV-EUR@bitstamp",
    "paxgusd, PAXG-USD@bitstamp",
    "ethusd-perp, ETH-USD-PERP@bitstamp",
  })
  void aSymbolTellsItsPairWhereThereIsNoList(String symbol, String instrument) {
    assertThat(bitstamp.trade(trade(symbol, 1, 0)).instrument()).isEqualTo(instrument);
  }

  @Test
  void aTradeNamesTheTakersSide() {
    Trade trade = bitstamp.trade(trade("solusd", 8, 1));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.tradeId()).isEqualTo("8");
    assertThat(trade.quantity()).isEqualTo(0.3);
    assertThat(trade.eventTime()).isEqualTo(1_600_000_009_000_250L);
    assertThat(bitstamp.passed(trade("solusd", 8, 1))).isEqualTo(NoFact.REPEATED);
    assertThat(bitstamp.reason(trade("solusd", 9, 2))).isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void aTradeWithoutMicrosecondsHasSecondsOrMilliseconds() {
    String seconds = trade("solusd", 8, 0).replaceAll(",'microtimestamp':'\\d+'", "");
    assertThat(bitstamp.trade(seconds).eventTime()).isEqualTo(1_600_000_009_000_000L);
    String millis = seconds.replace("'id':8", "'id':9").replace("600000009'", "600000009125'");
    assertThat(bitstamp.trade(millis).eventTime()).isEqualTo(1_600_000_009_125_000L);
  }

  @Test
  void changesWaitForTheAnswerAndThoseAfterItGoOn() {
    assertThat(bitstamp.passed(diff(1_600_000_001_000_000L, "['19','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    bitstamp.receive(diff(1_600_000_003_000_000L, "['20.5','1']", ""));
    List<Outcome> outcomes =
        bitstamp.answer(BOOK_URL, levels(1_600_000_002_000_000L, "['20','1']", "['21','1']"));
    assertThat(outcomes).hasSize(2);
    assertThat(fact(Book.class, outcomes.get(0)).bidPrices()).containsExactly(20);
    Book then = fact(Book.class, outcomes.get(1));
    assertThat(then.bidPrices()).containsExactly(20.5, 20);
    assertThat(then.eventTime()).isEqualTo(1_600_000_003_000_000L);
    assertThat(bitstamp.passed(diff(1_600_000_002_500_000L, "['19','1']", "")))
        .isEqualTo(NoFact.SUPERSEDED);
    assertThat(bitstamp.book(diff(1_600_000_004_000_000L, "['20.5','0']", "")).bidPrices())
        .containsExactly(20);
  }

  @Test
  void theAnswerMayStandInTheStream() {
    String inStream =
        diff(1_600_000_002_000_000L, "['20','1']", "['21','1']").replace("'data',", "'snapshot',");
    assertThat(bitstamp.book(inStream.replaceAll("'microtimestamp':'\\d+',", "")).eventTime())
        .isEqualTo(1_600_000_002_000_000L);
  }

  @Test
  void anOlderAnswerIsSuperseded() {
    bitstamp.answer(BOOK_URL, levels(1_600_000_002_000_000L, "['20','1']", "['21','1']"));
    assertThat(
            bitstamp.answer(BOOK_URL, levels(1_600_000_001_000_000L, "['20','1']", "['21','1']")))
        .containsExactly(Conversation.passed(NoFact.SUPERSEDED));
  }

  @Test
  void aCrossedBookIsALossAndTheNextAnswerMendsIt() {
    bitstamp.answer(BOOK_URL, levels(1_600_000_002_000_000L, "['20','1']", "['21','1']"));
    assertRefused(
        bitstamp.one(diff(1_600_000_003_000_000L, "['22','1']", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "SOL-USD@bitstamp");
    assertThat(bitstamp.passed(diff(1_600_000_004_000_000L, "['20','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    bitstamp.answer(BOOK_URL, levels(1_600_000_005_000_000L, "['20','1']", "['21','1']"));
    bitstamp.book(diff(1_600_000_006_000_000L, "['20.5','1']", ""));
  }

  @Test
  void aChangeThatCannotBeReadIsMissing() {
    bitstamp.answer(BOOK_URL, levels(1_600_000_002_000_000L, "['20','1']", "['21','1']"));
    assertThat(bitstamp.reason(diff(1_600_000_003_000_000L, "['many','1']", "")))
        .isEqualTo(RejectReason.UNDECODABLE);
    bitstamp.answer(BOOK_URL, levels(1_600_000_004_000_000L, "['20','1']", "['21','1']"));
    assertThat(bitstamp.reason(diff(7, "['20','1']", ""))).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(bitstamp.passed(diff(1_600_000_005_000_000L, "['20','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aNewSubscriptionOfChangesWaitsForANewAnswer() {
    bitstamp.answer(BOOK_URL, levels(1_600_000_002_000_000L, "['20','1']", "['21','1']"));
    bitstamp.receive(
        "{'event':'bts:subscription_succeeded','channel':'diff_order_book_solusd','data':{}}");
    assertThat(bitstamp.passed(diff(1_600_000_003_000_000L, "['20.5','1']", "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void moreChangesThanAreKeptAreAGap() {
    for (int i = 0; i < 1_002; i++) {
      bitstamp.receive(diff(1_600_000_003_000_000L + i, "['20.5','1']", ""));
    }
    List<Outcome> outcomes =
        bitstamp.answer(BOOK_URL, levels(1_600_000_002_000_000L, "['20','1']", "['21','1']"));
    assertRefused(outcomes.get(1), RejectReason.OUT_OF_SEQUENCE, "too many changes");
  }

  @Test
  void theChannelOfTheBestLevelsTellsTheBookWhereNobodyAsks() {
    bitstamp.receive(diff(1_600_000_001_000_000L, "['19','1']", ""));
    bitstamp.book(whole(1_600_000_002_000_000L, "['20','1']", "['21','1']"));
    assertThat(bitstamp.book(whole(1_600_000_003_000_000L, "['18','1']", "['21','1']")).bidPrices())
        .containsExactly(18);
    bitstamp.answer(BOOK_URL, levels(1_600_000_004_000_000L, "['20','1']", "['21','1']"));
    assertThat(bitstamp.passed(whole(1_600_000_005_000_000L, "['18','1']", "['21','1']")))
        .isEqualTo(NoFact.REPEATED);
    bitstamp.book(diff(1_600_000_006_000_000L, "['20.5','1']", ""));
  }

  @Test
  void aPerpetualTellsItsPricesAndFunding() {
    String funding =
        "{'event':'funding_rate_saved','channel':'funding_rate_solusd-perp','data':{"
            + "'market':'solusd-perp','mark_price':'20','index_price':'20.1','funding_rate':'%s',"
            + "'timestamp':'%d','next_funding_time':'%d'}}";
    List<Outcome> first =
        bitstamp.receive(funding.formatted("0.0002", 1_599_998_399L, 1_599_998_400L));
    assertThat(fact(Metric.class, first.get(0)).name()).isEqualTo("mark_price");
    assertThat(fact(Metric.class, first.get(1)).name()).isEqualTo("index_price");
    List<Outcome> next =
        bitstamp.receive(funding.formatted("0.0003", 1_599_998_401L, 1_600_002_000L));
    Funding settled = fact(Funding.class, next.get(0));
    assertThat(settled.rate()).isEqualTo(0.0002);
    assertThat(settled.eventTime()).isEqualTo(1_599_998_400_000_000L);
  }

  @Test
  void theListSaysWhatSymbolsStandFor() {
    assertThat(
            bitstamp.answer(
                "https://www.bitstamp.net/api/v2/markets/",
                "[{'name':'SOL/USD','market_symbol':'solusd'},"
                    + "{'name':'SOL/USD-PERP','market_symbol':'solusd-perp'}]"))
        .containsExactly(Conversation.passed(NoFact.REFERENCE));
    assertThat(bitstamp.trade(trade("solusd-perp", 3, 0)).instrument())
        .isEqualTo("SOL-USD-PERP@bitstamp");
    assertThat(bitstamp.reason(trade("btcusd", 3, 0))).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    bitstamp.receive("[{'name':'BTC/USD','url_symbol':'btcusd'}]");
    assertThat(bitstamp.trade(trade("btcusd", 3, 0)).instrument()).isEqualTo("BTC-USD@bitstamp");
  }

  @Test
  void theRestSaysWhy() {
    assertThat(bitstamp.passed("{'event':'bts:heartbeat','channel':'','data':{}}"))
        .isEqualTo(NoFact.HEARTBEAT);
    assertThat(bitstamp.passed("{'event':'bts:request_reconnect','channel':'','data':''}"))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(
            bitstamp
                .refused("{'event':'bts:error','channel':'','data':{'message':'Bad subscription'}}")
                .detail())
        .contains("Bad subscription");
    assertThat(bitstamp.passed("{'event':'order_created','channel':'live_orders_solusd'}"))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(bitstamp.passed("{'event':'data','channel':'detail_order_book_solusd'}"))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(bitstamp.answer("https://www.bitstamp.net/api/v2/transactions/solusd/", "[]"))
        .containsExactly(Conversation.passed(NoFact.HISTORY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "7",
        "{\"event\":\"trade\",\"channel\":\"live_trades_solusd\"}",
        "{\"event\":\"data\",\"channel\":\"news\"}",
        "{\"event\":\"data\",\"channel\":\"order_book_solusd\",\"data\":{}}",
        "{\"event\":\"data\",\"channel\":\"funding_rate_solusd-perp\",\"data\":{}}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(bitstamp.reason(text)).isIn(RejectReason.UNDECODABLE, RejectReason.EMPTY);
  }
}
