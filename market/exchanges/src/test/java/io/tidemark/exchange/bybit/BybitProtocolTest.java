package io.tidemark.exchange.bybit;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BybitProtocolTest {

  private static final String INSTRUMENTS =
      """
      {"ret_code":0,"result":[
       {"name":"BTCUSD","alias":"BTCUSD","base_currency":"BTC","quote_currency":"USD"},
       {"name":"ADAUSDT","alias":"ADAUSDT","base_currency":"ADA","quote_currency":"USDT"},
       {"name":"BTCUSDZ20","alias":"BTCUSD1225","base_currency":"BTC","quote_currency":"USD"}]}""";

  private final Conversation bybit = new Conversation(Venue.BYBIT);

  @BeforeEach
  void listInstruments() {
    assertThat(bybit.answer("https://api.bybit.com/v2/public/symbols", INSTRUMENTS))
        .containsExactly(new Outcome.Passed(NoFact.REFERENCE));
  }

  @Test
  void inverseContractsAreOneDollarEach() {
    Trade trade = bybit.trade(trade("BTCUSD", 1_600_000_009_500L, "Sell", 5_000, 10_000, "a"));
    assertThat(trade)
        .isEqualTo(
            new Trade(
                "BTC-USD-PERP@bybit", 1_600_000_009_500_000L, AT, "a", 10_000, 0.5, Side.SELL));
  }

  @Test
  void linearContractsAreInTheBaseCurrencyAndNumbersMayBeText() {
    Trade trade =
        bybit.trade(
            """
                    {"topic":"trade.ADAUSDT","data":[{"symbol":"ADAUSDT","price":"1.25","size":7,
                     "trade_time_ms":"1600000009500","side":"Buy","trade_id":"b"}]}""");
    assertThat(trade.instrument()).isEqualTo("ADA-USDT-PERP@bybit");
    assertThat(trade.quantity()).isEqualTo(7);
    assertThat(trade.takerSide()).isEqualTo(Side.BUY);
  }

  @Test
  void aFutureIsNamedByTheDayOfItsExpiry() {
    assertThat(
            bybit.trade(trade("BTCUSDZ20", 1_600_000_009_500L, "Buy", 1, 10_000, "c")).instrument())
        .isEqualTo("BTC-USD-201225@bybit");
  }

  @Test
  void aTradeFromBeforeItWasAskedForIsHistory() {
    bybit.send("{\"op\":\"subscribe\",\"args\":[\"trade.BTCUSD\"]}");
    assertThat(bybit.passed(trade("BTCUSD", AT / 1_000 - 1, "Buy", 1, 10_000, "d")))
        .isEqualTo(NoFact.HISTORY);
    assertThat(bybit.trade(trade("BTCUSD", AT / 1_000, "Buy", 1, 10_000, "e"))).isNotNull();
  }

  @Test
  void aTradeIsAFactOnce() {
    assertThat(bybit.trade(trade("BTCUSD", 1_600_000_009_500L, "Buy", 1, 10_000, "f"))).isNotNull();
    assertThat(bybit.passed(trade("BTCUSD", 1_600_000_009_500L, "Buy", 1, 10_000, "f")))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aBadRowDoesNotTakeTheOthersWithIt() {
    List<Outcome> outcomes =
        bybit.receive(
            """
            {"topic":"trade.BTCUSD","data":[{"trade_time_ms":1600000009500,"side":"Buy","size":1,
             "trade_id":"g"},{"trade_time_ms":1600000009500,"side":"Buy","size":1,"price":2,
             "trade_id":"h"}]}""");
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(0))
        .isEqualTo(new Outcome.Refused(RejectReason.UNDECODABLE, "there is no price"));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("h");
  }

  @Test
  void aSnapshotAndItsDeltasAreBooksInTheBaseCurrency() {
    Book first = bybit.book(snapshot());
    assertThat(first.eventTime()).isEqualTo(1_600_000_000_000_100L);
    assertThat(first.bidPrices()).containsExactly(10_000, 9_999);
    assertThat(first.bidSizes()).containsExactly(0.5, 1);
    assertThat(first.askPrices()).containsExactly(10_001);
    Book then =
        bybit.book(
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
    bybit.receive(snapshot());
    assertThat(bybit.passed(delta(100, "", "", ""))).isEqualTo(NoFact.SUPERSEDED);
    assertThat(bybit.book(delta(150, "", level(10_000, 2), ""))).isInstanceOf(Book.class);
    assertThat(bybit.passed(delta(150, "", level(10_000, 2), ""))).isEqualTo(NoFact.REPEATED);
    assertRefused(
        bybit.one(delta(149, "", level(10_000, 3), "")),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bybit",
        "runs back from 150 to 149");
  }

  @Test
  void aLevelThatIsNotWhereItShouldBeIsAGapUntilASnapshotComes() {
    bybit.receive(snapshot());
    assertRefused(
        bybit.one(delta(101, level(9_000, 1), "", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bybit",
        "at 9000.0 is deleted, but is not there");
    assertThat(bybit.passed(delta(102, "", level(10_000, 5), "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(bybit.book(snapshot())).isInstanceOf(Book.class);
    assertRefused(
        bybit.one(delta(103, "", level(9_000, 1), "")),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bybit",
        "at 9000.0 is updated, but is not there");
    bybit.receive(snapshot());
    assertRefused(
        bybit.one(delta(103, "", "", level(10_000, 1))),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bybit",
        "at 10000.0 is inserted, but was there");
  }

  @Test
  void aCrossedOrOneSidedBookIsAGap() {
    bybit.receive(snapshot());
    assertRefused(
        bybit.one(delta(101, "", "", level(10_001, 1))),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bybit",
        "10001.0 is not below the best ask 10001.0");
    bybit.receive(snapshot());
    assertRefused(
        bybit.one(delta(101, "{\"price\":\"10001\",\"side\":\"Sell\"}", "", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@bybit",
        "no asks are left");
  }

  @Test
  void aDeltaThatCannotBeReadIsMissing() {
    bybit.receive(snapshot());
    assertThat(
            bybit.reason(delta(101, "", "{\"price\":\"10000\",\"side\":\"Buy\",\"size\":-1}", "")))
        .isEqualTo(RejectReason.UNDECODABLE);
    assertThat(bybit.passed(delta(102, "", level(10_000, 5), "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    bybit.receive(snapshot());
    assertThat(bybit.reason("{\"topic\":\"orderBoo")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(bybit.passed(delta(103, "", level(10_000, 5), "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aNewConnectionEndsItsOwnBooksOnly() {
    bybit.receive(snapshot());
    bybit.connect("wss://stream.bybit.com/realtime_public");
    assertThat(bybit.book(delta(101, "", level(10_000, 5), ""))).isInstanceOf(Book.class);
    bybit.connect("wss://stream.bybit.com/realtime");
    assertThat(bybit.passed(delta(102, "", level(10_000, 6), "")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aSecondSubscriptionOfABookRepeatsTheFirst() {
    bybit.receive(snapshot());
    assertThat(
            bybit.passed(
                """
                {"topic":"orderBook_200.100ms.BTCUSD","type":"snapshot","data":[]}"""))
        .isEqualTo(NoFact.REPEATED);
  }

  @Test
  void otherMessagesHaveTheirReasons() {
    assertThat(bybit.passed("{\"success\":true,\"ret_msg\":\"\"}")).isEqualTo(NoFact.CONNECTION);
    assertThat(bybit.passed("{\"success\":true,\"ret_msg\":\"pong\"}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(bybit.one("{\"success\":false,\"ret_msg\":\"Invalid topic\"}"))
        .isEqualTo(
            new Outcome.Refused(
                RejectReason.INCONSISTENT, "the venue reports an error: Invalid topic"));
    assertThat(bybit.passed("{\"topic\":\"instrument_info.100ms.BTCUSD\",\"data\":{}}"))
        .isEqualTo(NoFact.SUMMARY);
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
        "{\"topic\":\"orderbook.50.BTCUSD\"}",
        "{\"topic\":\"orderBookL2_25.BTCUSD\"}",
        "{\"topic\":\"orderBookL2_25.BTCUSD\",\"type\":\"other\"}",
        "{\"topic\":\"trade.BTCUSD\"}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertThat(bybit.reason(text)).isIn(RejectReason.UNDECODABLE, RejectReason.EMPTY);
  }

  @Test
  void aSymbolThatIsNotListedIsUnknown() {
    assertThat(bybit.reason(trade("XYZUSD", 1_600_000_009_500L, "Buy", 1, 1, "i")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  private static String snapshot() {
    return """
        {"topic":"orderBookL2_25.BTCUSD","type":"snapshot","data":[
         {"price":"9999","side":"Buy","size":9999},{"price":"10000","side":"Buy","size":5000},
         {"price":"10001","side":"Sell","size":100}],
         "cross_seq":100,"timestamp_e6":1600000000000100}""";
  }

  private static String delta(long seq, String delete, String update, String insert) {
    return """
        {"topic":"orderBookL2_25.BTCUSD","type":"delta","data":{"delete":[%s],"update":[%s],
         "insert":[%s]},"cross_seq":"%d","timestamp_e6":"1600000000000200"}"""
        .formatted(delete, update, insert, seq);
  }

  private static String level(double price, int size) {
    return "{\"price\":%s,\"side\":\"Buy\",\"size\":%d}".formatted(price, size);
  }

  private static String trade(
      String symbol, long millis, String side, int size, double price, String id) {
    return """
        {"topic":"trade.%s","data":[{"trade_time_ms":%d,"side":"%s","size":%d,"price":%s,
         "trade_id":"%s"}]}"""
        .formatted(symbol, millis, side, size, price, id);
  }
}
