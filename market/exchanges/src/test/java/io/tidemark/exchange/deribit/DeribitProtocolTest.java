package io.tidemark.exchange.deribit;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeribitProtocolTest {

  private final Conversation deribit = new Conversation(Venue.DERIBIT);

  @BeforeEach
  void listInstruments() {
    StringBuilder rows = new StringBuilder();
    for (String name :
        List.of(
            "BTC-PERPETUAL",
            "BTC-25DEC20",
            "BTC-25DEC20-8000-P",
            "SOL_USDC-PERPETUAL",
            "XRP_USDC-5JUN24-0d5-C",
            "BTC-FS-25DEC20_PERP")) {
      rows.append(rows.isEmpty() ? "" : ",").append("{\"instrument_name\":\"" + name + "\"}");
    }
    assertThat(
            deribit.answer(
                "https://www.deribit.com/api/v2/public/get_instruments",
                "{\"jsonrpc\":\"2.0\",\"result\":[" + rows + "]}"))
        .containsExactly(passed(NoFact.REFERENCE));
  }

  @ParameterizedTest
  @CsvSource({
    "BTC-PERPETUAL, BTC-USD-PERP@deribit, 500, 10000, 0.05",
    "BTC-25DEC20, BTC-USD-201225@deribit, 500, 10000, 0.05",
    "BTC-25DEC20-8000-P, BTC-USD-25DEC20P8000@deribit, 0.5, 0.0015, 0.5",
    "SOL_USDC-PERPETUAL, SOL-USDC-PERP@deribit, 5, 20, 5",
    "XRP_USDC-5JUN24-0d5-C, XRP-USDC-5JUN24C0D5@deribit, 5, 0.01, 5",
  })
  void amountsBecomeTheBaseCurrency(
      String name, String instrument, double amount, double price, double base) {
    Trade trade = deribit.trade(trades(trade(name, 7, amount, price, "")));
    assertThat(trade.instrument()).isEqualTo(instrument);
    assertThat(trade.quantity()).isCloseTo(base, within(1e-12));
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.tradeId()).isEqualTo("T7");
    assertThat(trade.eventTime()).isEqualTo(1_600_000_009_500_000L);
    assertThat(trade.availableAt()).isEqualTo(AT);
  }

  @Test
  void aCombinationIsNoInstrument() {
    assertRefused(
        deribit.one(trades(trade("BTC-FS-25DEC20_PERP", 1, 1, 1, ""))),
        RejectReason.UNKNOWN_INSTRUMENT,
        "BTC-FS-25DEC20_PERP");
  }

  @Test
  void tradesAreNumberedWithoutAGap() {
    assertThat(deribit.receive(trades(btc(7) + "," + btc(8)))).hasSize(2);
    assertThat(deribit.passed(trades(btc(8)))).isEqualTo(NoFact.REPEATED);
    List<Outcome> outcomes = deribit.receive(trades(btc(11)));
    assertRefused(
        outcomes.get(0),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@deribit: 2 trades are missing between 8 and 11");
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("T11");
  }

  @Test
  void aBlockTradeWasNotMadeInTheBook() {
    assertThat(
            deribit.passed(
                trades(trade("BTC-PERPETUAL", 1, 10, 10_000, ",\"block_trade_id\":\"7\""))))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(deribit.trade(trades(btc(2)))).isNotNull();
  }

  @Test
  void changesFollowTheSnapshotByTheirIds() {
    Book first = deribit.book(snapshot(100));
    assertThat(first.bidSizes()).containsExactly(0.1, 0.25);
    assertThat(first.eventTime()).isEqualTo(1_600_000_000_000_000L);
    Book then =
        deribit.book(
            change(
                100,
                105,
                "[\"delete\",10000,0]",
                "[\"new\",10000.5,10000.5],[\"change\",10001,2]"));
    assertThat(then.bidPrices()).containsExactly(8_000);
    assertThat(then.askPrices()).containsExactly(10_000.5, 10_001);
    assertThat(then.askSizes()[0]).isEqualTo(1);
    assertThat(deribit.passed(change(100, 105, "", ""))).isEqualTo(NoFact.SUPERSEDED);
  }

  @Test
  void aChangeThatDoesNotFollowIsAGapUntilASnapshotComes() {
    assertThat(deribit.passed(change(99, 100, "", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    deribit.receive(snapshot(100));
    assertRefused(
        deribit.one(change(103, 105, "", "")),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD-PERP@deribit: a change follows change_id 103, but the one before was 100");
    assertThat(deribit.passed(change(105, 106, "", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(deribit.book(snapshot(106)).bidPrices()).hasSize(2);
    assertThat(deribit.book(change(106, 107, "[\"new\",9000,1]", "")).bidPrices())
        .containsExactly(10_000, 9_000, 8_000);
  }

  @Test
  void aBookWithoutAsksIsAsItShouldBe() {
    deribit.receive(snapshot(100));
    assertThat(deribit.passed(change(100, 101, "", "[\"delete\",10001,0]")))
        .isEqualTo(NoFact.ONE_SIDED);
    assertThat(deribit.book(change(101, 102, "", "[\"new\",10002,5]")).askPrices())
        .containsExactly(10_002);
  }

  @Test
  void aChangeThatCannotBeReadIsMissing() {
    deribit.receive(snapshot(100));
    assertRefused(
        deribit.one(change(100, 101, "[\"new\",\"NaN\",1]", "")),
        RejectReason.UNDECODABLE,
        "the price of a level is NaN");
    assertThat(deribit.passed(change(101, 102, "", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aTickersPricesAreMetricsWhenTheyChange() {
    List<Outcome> outcomes = deribit.receive(ticker(10_000, 9_990, 50_000));
    assertThat(outcomes.stream().map(it -> fact(Metric.class, it)).map(Metric::name))
        .containsExactly("mark_price", "index_price", "open_interest");
    assertThat(fact(Metric.class, outcomes.get(2)).value()).isEqualTo(5);
    assertThat(deribit.passed(ticker(10_000, 9_990, 50_000))).isEqualTo(NoFact.SUMMARY);
    assertThat(deribit.fact(Metric.class, ticker(10_000, 9_991, 50_000)).value()).isEqualTo(9_991);
  }

  @Test
  void aNewConnectionEndsTheBooks() {
    deribit.receive(snapshot(100));
    deribit.connect("wss://www.deribit.com/ws/api/v2");
    assertThat(deribit.passed(change(100, 101, "", ""))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void aSecondSubscriptionOfABookRepeatsTheFirst() {
    deribit.receive(snapshot(100));
    assertThat(deribit.passed(snapshot(100).replace(".raw", ".100ms"))).isEqualTo(NoFact.REPEATED);
    assertThat(deribit.passed(best("none", 9_999))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void theBestLevelsAreABookUntilAllLevelsAreTold() {
    assertThat(deribit.passed(best("5", 9_999))).isEqualTo(NoFact.SUMMARY);
    assertThat(deribit.book(best("none", 9_999)).bidPrices()).containsExactly(9_999);
    assertThat(deribit.book(best("none", 9_998)).bidPrices()).containsExactly(9_998);
    assertThat(deribit.book(snapshot(100)).bidPrices()).containsExactly(10_000, 8_000);
    assertThat(deribit.passed(best("none", 9_999))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void oldNotificationsOfABookDoNotSayTheirType() {
    deribit.book(snapshot(100).replace("\"type\":\"snapshot\",", ""));
    Book book =
        deribit.book(
            change(100, 105, "[\"delete\",10000,0]", "").replace("\"type\":\"change\",", ""));
    assertThat(book.bidPrices()).containsExactly(8_000);
  }

  @Test
  void aChangeThatDoesNotFollowIsStatedAllTheSame() {
    deribit.receive(snapshot(100));
    for (long follows = 103; follows < 105; follows++) {
      Outcome outcome = deribit.one(change(follows, follows + 1, "[\"new\",9000,900]", ""));
      Statement.BookChange stated = (Statement.BookChange) outcome.statement();
      assertThat(stated).isNotNull();
      assertThat(stated.snapshot()).isFalse();
      assertThat(stated.bids().prices()).containsExactly(9_000);
      assertThat(stated.bids().sizes()).containsExactly(0.1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ETH-PERPETUAL, ETH-USD-PERP@deribit",
    "BTC_USDC-5JUN24, BTC-USDC-240605@deribit",
    "SOL_USDC, SOL-USDC@deribit",
  })
  void aNameTellsWhatNoListNames(String name, String instrument) {
    assertThat(deribit.trade(trades(trade(name, 1, 1, 1, ""))).instrument()).isEqualTo(instrument);
  }

  @Test
  void anInstrumentMayBeAskedForOverTheSocketAndABookIsNone() {
    String answer = "{\"id\":1,\"result\":{\"instrument_name\":\"ETH-5JUN24-900-C\"%s}}";
    String trade = trades(trade("ETH-5JUN24-900-C", 1, 1, 1, ""));
    assertThat(deribit.passed(answer.formatted(",\"timestamp\":1600000000000")))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(deribit.passed(trade)).isEqualTo(NoFact.NOT_KEPT);
    assertThat(deribit.passed(answer.formatted(",\"kind\":\"option\"")))
        .isEqualTo(NoFact.REFERENCE);
    assertThat(deribit.trade(trade).instrument()).isEqualTo("ETH-USD-5JUN24C900@deribit");
    assertThat(deribit.answer("https://www.deribit.com/api/v2/public/x", "{\"result\":[]}"))
        .containsExactly(passed(NoFact.HISTORY));
    assertRefused(
        deribit.answer("https://www.deribit.com/", "{\"error\":{\"message\":\"no\"}}").get(0),
        RejectReason.INCONSISTENT,
        "no");
  }

  @Test
  void anOptionThatNoListNamesIsPassed() {
    assertThat(deribit.passed(trades(trade("ETH-5JUN24-900-C", 1, 1, 1, ""))))
        .isEqualTo(NoFact.NOT_KEPT);
    assertRefused(
        deribit.one(trades(trade("ETH-5JUX24", 1, 1, 1, ""))), RejectReason.UNKNOWN_INSTRUMENT);
  }

  @ParameterizedTest
  @CsvSource({"T, liquidated_long SELL", "M, liquidated_short BUY"})
  void aTradeThatLiquidatesSaysWhose(String whose, String expected) {
    String row = trade("BTC-PERPETUAL", 4, 500, 10_000, ",\"liquidation\":\"" + whose + "\"");
    List<Outcome> outcomes = deribit.receive(trades(row));
    assertThat(outcomes).hasSize(2);
    Metric metric = fact(Metric.class, outcomes.get(1));
    Statement.Liquidation stated = (Statement.Liquidation) outcomes.get(1).statement();
    assertThat(stated).isNotNull();
    assertThat(metric.name() + " " + stated.side()).isEqualTo(expected);
    assertThat(metric.value()).isEqualTo(0.05);
    assertThat(stated.id()).isEqualTo("T4");
    assertThat(deribit.passed(trades(row))).isEqualTo(NoFact.REPEATED);
    assertThat(
            deribit.receive(
                trades(trade("BTC-PERPETUAL", 5, 500, 10_000, ",\"liquidation\":\"MT\""))))
        .hasSize(3);
  }

  @Test
  void aTickersFundingIsTheRateAsItStands() {
    String ticker =
        notification(
            "incremental_ticker.BTC-PERPETUAL",
            """
            {"type":"change","timestamp":1600000000000,"instrument_name":"BTC-PERPETUAL",
             "current_funding":0.0003}\
            """);
    assertThat(deribit.receive(ticker))
        .containsExactly(
            new Outcome.Passed(
                NoFact.UNSETTLED,
                new Statement.FundingRate(
                    "BTC-USD-PERP@deribit", 1_600_000_000_000_000L, 0.0003, null)));
  }

  @Test
  void aCandleHasClosedWhenTheNextBegins() {
    String candle =
        notification(
            "chart.trades.BTC-PERPETUAL.5",
            "{\"tick\":%d,\"open\":5,\"high\":9,\"low\":4,\"close\":8,\"volume\":%s}");
    long tick = 1_599_999_900_000L;
    assertThat(deribit.passed(candle.formatted(tick, 1))).isEqualTo(NoFact.FORMING);
    assertThat(deribit.passed(candle.formatted(tick, 2))).isEqualTo(NoFact.FORMING);
    Candle closed = deribit.fact(Candle.class, candle.formatted(tick + 300_000, 7));
    assertThat(closed.start()).isEqualTo(tick * 1_000);
    assertThat(closed.length()).isEqualTo(300_000_000);
    assertThat(closed.volume()).isEqualTo(2);
    deribit.connect("wss://www.deribit.com/ws/api/v2");
    assertThat(deribit.passed(candle.formatted(tick + 600_000, 7))).isEqualTo(NoFact.FORMING);
  }

  private static String best(String group, int bid) {
    return notification(
        "book.BTC-PERPETUAL." + group + ".1.100ms",
        """
        {"timestamp":1600000000000,"instrument_name":"BTC-PERPETUAL","change_id":50,
         "bids":[[%d,1000]],"asks":[[10001,500]]}\
        """
            .formatted(bid));
  }

  @Test
  void otherMessagesHaveTheirReasons() {
    assertThat(deribit.passed("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":[\"book\"]}"))
        .isEqualTo(NoFact.CONNECTION);
    assertThat(deribit.passed("{\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}"))
        .isEqualTo(NoFact.HEARTBEAT);
    assertRefused(
        deribit.one("{\"id\":1,\"error\":{\"code\":10028,\"message\":\"too_many_requests\"}}"),
        RejectReason.INCONSISTENT,
        "too_many_requests");
    assertThat(deribit.passed(notification("quote.BTC-PERPETUAL", "{}"))).isEqualTo(NoFact.SUMMARY);
    assertThat(deribit.passed(notification("deribit_price_index.btc_usd", "{}")))
        .isEqualTo(NoFact.NOT_KEPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[]",
        "null",
        "{}",
        "{\"method\":\"other\"}",
        "{\"method\":\"subscription\"}",
        "{\"method\":\"subscription\",\"params\":{\"channel\":\"other.x\"}}",
        "{\"method\":\"subscription\",\"params\":{\"channel\":\"trades.x\"}}",
        "{\"method\":\"subscription\",\"params\":{\"channel\":\"book.x\"}}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertRefused(deribit.one(text), RejectReason.UNDECODABLE);
  }

  private static String snapshot(long id) {
    return notification(
        "book.BTC-PERPETUAL.raw",
        """
        {"type":"snapshot","timestamp":1600000000000,"instrument_name":"BTC-PERPETUAL",
         "change_id":%d,"bids":[["new",10000,1000],["new",8000,2000]],"asks":[["new",10001,1]]}\
        """
            .formatted(id));
  }

  private static String change(long follows, long id, String bids, String asks) {
    return notification(
        "book.BTC-PERPETUAL.raw",
        """
        {"type":"change","timestamp":1600000000001,"instrument_name":"BTC-PERPETUAL",
         "prev_change_id":%d,"change_id":%d,"bids":[%s],"asks":[%s]}\
        """
            .formatted(follows, id, bids, asks));
  }

  private static String ticker(double mark, double index, double interest) {
    return notification(
        "ticker.BTC-PERPETUAL.raw",
        """
        {"timestamp":1600000000000,"instrument_name":"BTC-PERPETUAL","mark_price":%s,
         "index_price":%s,"open_interest":%s}\
        """
            .formatted(mark, index, interest));
  }

  private static String trades(String rows) {
    return notification("trades.BTC-PERPETUAL.raw", "[" + rows + "]");
  }

  private static String btc(long number) {
    return trade("BTC-PERPETUAL", number, 10, 10_000, "");
  }

  private static String trade(String name, long number, double amount, double price, String more) {
    return """
    {"trade_seq":%1$d,"trade_id":"T%1$d","timestamp":1600000009500,"price":%2$s,
     "instrument_name":"%3$s","direction":"sell","amount":%4$s%5$s}\
    """
        .formatted(number, price, name, amount, more);
  }

  private static String notification(String channel, String data) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"%s\",\"data\":%s}}"
        .formatted(channel, data);
  }
}
