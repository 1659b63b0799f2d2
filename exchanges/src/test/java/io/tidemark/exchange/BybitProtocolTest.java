package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BybitProtocolTest {

  private static final long AT = 1_600_000_010_000_000L;
  private static final String INSTRUMENTS =
      """
      {"ret_code":0,"result":[
       {"name":"BTCUSD","alias":"BTCUSD","base_currency":"BTC","quote_currency":"USD"},
       {"name":"ADAUSDT","alias":"ADAUSDT","base_currency":"ADA","quote_currency":"USDT"},
       {"name":"BTCUSDZ20","alias":"BTCUSD1225","base_currency":"BTC","quote_currency":"USD"}]}""";

  private final Protocol protocol = Venue.BYBIT.open();

  @BeforeEach
  void listInstruments() {
    assertThat(said(Message.Kind.ANSWER, "https://api.bybit.com/v2/public/symbols", INSTRUMENTS))
        .isEqualTo(new Outcome.Passed(NoFact.REFERENCE));
  }

  @Test
  void inverseContractsAreOneDollarEach() {
    Trade trade = (Trade) fact(trade("BTCUSD", 1_600_000_009_500L, "Sell", 5_000, 10_000, "a"));
    assertThat(trade)
        .isEqualTo(
            new Trade(
                "BTC-USD-PERP@bybit", 1_600_000_009_500_000L, AT, "a", 10_000, 0.5, Side.SELL));
  }

  @Test
  void linearContractsAreInTheBaseCurrencyAndNumbersMayBeText() {
    Trade trade =
        (Trade)
            fact(
                received(
                    """
                    {"topic":"trade.ADAUSDT","data":[{"symbol":"ADAUSDT","price":"1.25","size":7,
                     "trade_time_ms":"1600000009500","side":"Buy","trade_id":"b"}]}"""));
    assertThat(trade.instrument()).isEqualTo("ADA-USDT-PERP@bybit");
    assertThat(trade.quantity()).isEqualTo(7);
    assertThat(trade.takerSide()).isEqualTo(Side.BUY);
  }

  @Test
  void aFutureIsNamedByTheDayOfItsExpiry() {
    assertThat(fact(trade("BTCUSDZ20", 1_600_000_009_500L, "Buy", 1, 10_000, "c")).instrument())
        .isEqualTo("BTC-USD-201225@bybit");
  }

  @Test
  void aTradeFromBeforeItWasAskedForIsHistory() {
    said(
        Message.Kind.SENT,
        "wss://stream.bybit.com/realtime",
        "{\"op\":\"subscribe\",\"args\":[\"trade.BTCUSD\"]}");
    assertThat(trade("BTCUSD", AT / 1_000 - 1, "Buy", 1, 10_000, "d"))
        .isEqualTo(new Outcome.Passed(NoFact.HISTORY));
    assertThat(fact(trade("BTCUSD", AT / 1_000, "Buy", 1, 10_000, "e"))).isNotNull();
  }

  @Test
  void aTradeIsAFactOnce() {
    assertThat(fact(trade("BTCUSD", 1_600_000_009_500L, "Buy", 1, 10_000, "f"))).isNotNull();
    assertThat(trade("BTCUSD", 1_600_000_009_500L, "Buy", 1, 10_000, "f"))
        .isEqualTo(new Outcome.Passed(NoFact.REPEATED));
  }

  @Test
  void aBadRowDoesNotTakeTheOthersWithIt() {
    List<Outcome> outcomes =
        all(
            """
            {"topic":"trade.BTCUSD","data":[{"trade_time_ms":1600000009500,"side":"Buy","size":1,
             "trade_id":"g"},{"trade_time_ms":1600000009500,"side":"Buy","size":1,"price":2,
             "trade_id":"h"}]}""");
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(0))
        .isEqualTo(new Outcome.Refused(RejectReason.UNDECODABLE, "there is no price"));
    assertThat(fact(outcomes.get(1))).isInstanceOf(Trade.class);
  }

  @Test
  void aSnapshotAndItsDeltasAreBooksInTheBaseCurrency() {
    Book first = (Book) fact(snapshot());
    assertThat(first.eventTime()).isEqualTo(1_600_000_000_000_100L);
    assertThat(first.bidPrices()).containsExactly(10_000, 9_999);
    assertThat(first.bidSizes()).containsExactly(0.5, 1);
    assertThat(first.askPrices()).containsExactly(10_001);
    Book then =
        (Book)
            fact(
                delta(
                    105,
                    "{\"price\":\"10000\",\"side\":\"Buy\"}",
                    "",
                    "{\"price\":\"9998\",\"side\":\"Buy\",\"size\":9998}"));
    assertThat(then.bidPrices()).containsExactly(9_999, 9_998);
    assertThat(then.bidSizes()).containsExactly(1, 1);
  }

  @Test
  void levelsNeedNotFollowEachOtherByOneButMustNotRunBack() {
    snapshot();
    assertThat(delta(100, "", "", "")).isEqualTo(new Outcome.Passed(NoFact.SUPERSEDED));
    assertThat(fact(delta(150, "", level(10_000, 2), ""))).isInstanceOf(Book.class);
    assertThat(delta(150, "", level(10_000, 2), "")).isEqualTo(new Outcome.Passed(NoFact.REPEATED));
    assertGap(delta(149, "", level(10_000, 3), ""), "runs back from 150 to 149");
  }

  @Test
  void aLevelThatIsNotWhereItShouldBeIsAGapUntilASnapshotComes() {
    snapshot();
    assertGap(delta(101, level(9_000, 1), "", ""), "at 9000.0 is deleted, but is not there");
    assertThat(delta(102, "", level(10_000, 5), ""))
        .isEqualTo(new Outcome.Passed(NoFact.AWAITING_SNAPSHOT));
    assertThat(fact(snapshot())).isInstanceOf(Book.class);
    assertGap(delta(103, "", level(9_000, 1), ""), "at 9000.0 is updated, but is not there");
    snapshot();
    assertGap(delta(103, "", "", level(10_000, 1)), "at 10000.0 is inserted, but was there");
  }

  @Test
  void aCrossedOrOneSidedBookIsAGap() {
    snapshot();
    assertGap(delta(101, "", "", level(10_001, 1)), "10001.0 is not below the best ask 10001.0");
    snapshot();
    assertGap(delta(101, "{\"price\":\"10001\",\"side\":\"Sell\"}", "", ""), "no asks are left");
  }

  @Test
  void aDeltaThatCannotBeReadIsMissing() {
    snapshot();
    assertThat(delta(101, "", "{\"price\":\"10000\",\"side\":\"Buy\",\"size\":-1}", ""))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(delta(102, "", level(10_000, 5), ""))
        .isEqualTo(new Outcome.Passed(NoFact.AWAITING_SNAPSHOT));
    snapshot();
    assertThat(received("{\"topic\":\"orderBoo")).isInstanceOf(Outcome.Refused.class);
    assertThat(delta(103, "", level(10_000, 5), ""))
        .isEqualTo(new Outcome.Passed(NoFact.AWAITING_SNAPSHOT));
  }

  @Test
  void aNewConnectionEndsItsOwnBooksOnly() {
    snapshot();
    said(Message.Kind.CONNECTED, "wss://stream.bybit.com/realtime_public", "");
    assertThat(fact(delta(101, "", level(10_000, 5), ""))).isInstanceOf(Book.class);
    said(Message.Kind.CONNECTED, "wss://stream.bybit.com/realtime", "");
    assertThat(delta(102, "", level(10_000, 6), ""))
        .isEqualTo(new Outcome.Passed(NoFact.AWAITING_SNAPSHOT));
  }

  @Test
  void aSecondSubscriptionOfABookRepeatsTheFirst() {
    snapshot();
    assertThat(
            received(
                """
                {"topic":"orderBook_200.100ms.BTCUSD","type":"snapshot","data":[]}"""))
        .isEqualTo(new Outcome.Passed(NoFact.REPEATED));
  }

  @Test
  void otherMessagesHaveTheirReasons() {
    assertThat(received("{\"success\":true,\"ret_msg\":\"\"}"))
        .isEqualTo(new Outcome.Passed(NoFact.CONNECTION));
    assertThat(received("{\"success\":true,\"ret_msg\":\"pong\"}"))
        .isEqualTo(new Outcome.Passed(NoFact.HEARTBEAT));
    assertThat(received("{\"success\":false,\"ret_msg\":\"Invalid topic\"}"))
        .isEqualTo(
            new Outcome.Refused(
                RejectReason.INCONSISTENT, "the venue reports an error: Invalid topic"));
    assertThat(received("{\"topic\":\"instrument_info.100ms.BTCUSD\",\"data\":{}}"))
        .isEqualTo(new Outcome.Passed(NoFact.SUMMARY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[]",
        "null",
        "17",
        "{}",
        "{\"topic\":5}",
        "{\"topic\":\"nonsense\"}",
        "{\"topic\":\"orderbook.1.BTCUSDT\"}",
        "{\"topic\":\"orderBookL2_25.BTCUSD\"}",
        "{\"topic\":\"orderBookL2_25.BTCUSD\",\"type\":\"other\"}",
        "{\"topic\":\"trade.BTCUSD\"}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(received(text)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aSymbolThatIsNotListedIsUnknown() {
    assertThat(trade("XYZUSD", 1_600_000_009_500L, "Buy", 1, 1, "i"))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> assertThat(it.reason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT));
  }

  private static void assertGap(Outcome outcome, String words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> {
              assertThat(it.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
              assertThat(it.detail()).contains("BTC-USD-PERP@bybit", words, "waits for a snapshot");
            });
  }

  private Outcome snapshot() {
    return received(
        """
        {"topic":"orderBookL2_25.BTCUSD","type":"snapshot","data":[
         {"price":"9999","side":"Buy","size":9999},{"price":"10000","side":"Buy","size":5000},
         {"price":"10001","side":"Sell","size":100}],
         "cross_seq":100,"timestamp_e6":1600000000000100}""");
  }

  private Outcome delta(long seq, String delete, String update, String insert) {
    return received(
        """
        {"topic":"orderBookL2_25.BTCUSD","type":"delta","data":{"delete":[%s],"update":[%s],
         "insert":[%s]},"cross_seq":"%d","timestamp_e6":"1600000000000200"}"""
            .formatted(delete, update, insert, seq));
  }

  private static String level(double price, int size) {
    return "{\"price\":%s,\"side\":\"Buy\",\"size\":%d}".formatted(price, size);
  }

  private Outcome trade(
      String symbol, long millis, String side, int size, double price, String id) {
    return received(
        """
        {"topic":"trade.%s","data":[{"trade_time_ms":%d,"side":"%s","size":%d,"price":%s,
         "trade_id":"%s"}]}"""
            .formatted(symbol, millis, side, size, price, id));
  }

  private static Fact fact(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Known.class);
    return ((Outcome.Known) outcome).fact();
  }

  private Outcome received(String text) {
    return said(Message.Kind.RECEIVED, "", text);
  }

  private Outcome said(Message.Kind kind, String url, String text) {
    List<Outcome> outcomes = protocol.read(new Message(kind, url, AT, text));
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private List<Outcome> all(String text) {
    return protocol.read(new Message(Message.Kind.RECEIVED, "", AT, text));
  }
}
