package io.tidemark.exchange.coinbase;

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
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of {@code advanced-trade-ws.coinbase.com}. */
final class AdvancedTradeTest {

  private static final String URL = "wss://advanced-trade-ws.coinbase.com";

  private final Conversation coinbase = new Conversation(Venue.COINBASE);

  private static String message(String channel, long number, String events) {
    return ("{'channel':'%s','client_id':'','timestamp':'2020-09-13T12:26:49.5Z',"
            + "'sequence_num':%d,'events':[%s]}")
        .formatted(channel, number, events);
  }

  private static String levels(long number, String type, String side, String price, String size) {
    String update =
        "{'side':'%s','event_time':'1970-01-01T00:00:00Z','price_level':'%s','new_quantity':'%s'}"
            .formatted(side, price, size);
    String other =
        "{'side':'offer','event_time':'1970-01-01T00:00:00Z','price_level':'30','new_quantity':'4'}";
    return message(
        "l2_data",
        number,
        "{'type':'%s','product_id':'SOL-USD','updates':[%s,%s]}".formatted(type, update, other));
  }

  private static String trades(long number, String type, String product, long... ids) {
    StringBuilder rows = new StringBuilder();
    for (long id : ids) {
      rows.append(rows.isEmpty() ? "" : ",")
          .append(
              ("{'trade_id':'%d','product_id':'%s','price':'21.5','size':'2','side':'SELL',"
                      + "'time':'2020-09-13T12:26:48.25Z'}")
                  .formatted(id, product));
    }
    String event = "{'type':'%s','trades':[%s]}".formatted(type, rows);
    return message("market_trades", number, event);
  }

  @Test
  void aSnapshotAndItsUpdatesAreBooks() {
    Book book = coinbase.book(levels(0, "snapshot", "bid", "20", "1"));
    assertThat(book.instrument()).isEqualTo("SOL-USD@coinbase");
    assertThat(book.eventTime()).isEqualTo(1_600_000_009_500_000L);
    assertThat(book.bidPrices()).containsExactly(20);
    assertThat(coinbase.book(levels(1, "update", "bid", "22", "0.5")).bidPrices())
        .containsExactly(22, 20);
  }

  @Test
  void theSideOfATradeIsTheMakers() {
    Trade trade = coinbase.trade(trades(0, "update", "SOL-USD", 31));
    assertThat(trade.takerSide()).isEqualTo(Side.BUY);
    assertThat(trade.tradeId()).isEqualTo("31");
    assertThat(trade.quantity()).isEqualTo(2);
    assertThat(trade.eventTime()).isEqualTo(1_600_000_008_250_000L);
  }

  @Test
  void tradesMayBeToldNewestFirst() {
    List<Outcome> outcomes = coinbase.receive(trades(0, "update", "SOL-USD", 33, 32, 31));
    assertThat(outcomes).hasSize(3);
    assertThat(fact(Trade.class, outcomes.get(0)).tradeId()).isEqualTo("31");
  }

  @Test
  void aSkippedTradeIsSaid() {
    coinbase.receive(trades(0, "update", "SOL-USD", 31));
    List<Outcome> outcomes = coinbase.receive(trades(1, "update", "SOL-USD", 34));
    assertRefused(
        outcomes.get(0), RejectReason.OUT_OF_SEQUENCE, "SOL-USD@coinbase", "2 trades", "after 31");
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("34");
  }

  @Test
  void theLastTradesBeforeTheConnectionAreHistoryAndThoseOfAReconnectAreTrades() {
    assertThat(coinbase.receive(trades(0, "snapshot", "SOL-USD", 31, 30)))
        .containsOnly(Conversation.passed(NoFact.HISTORY));
    coinbase.trade(trades(1, "update", "SOL-USD", 32));
    coinbase.connect(URL);
    List<Outcome> outcomes = coinbase.receive(trades(0, "snapshot", "SOL-USD", 33, 32));
    assertThat(outcomes.get(0)).isEqualTo(Conversation.passed(NoFact.REPEATED));
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("33");
  }

  @Test
  void aSkippedNumberOfTheConnectionIsALossOfItsBooksAndMayBeOneOfTrades() {
    coinbase.receive(levels(0, "snapshot", "bid", "20", "1"));
    List<Outcome> outcomes = coinbase.receive(trades(3, "update", "BTC-USD", 8));
    assertRefused(
        outcomes.get(0), RejectReason.OUT_OF_SEQUENCE, "2 messages", "sequence_num 3", "1 books");
    assertThat(outcomes.get(0).statement()).isEqualTo(new Statement.MessagesMissing(2));
    assertThat(fact(Trade.class, outcomes.get(1)).instrument()).isEqualTo("BTC-USD@coinbase");
    assertThat(coinbase.passed(levels(4, "update", "bid", "21", "1")))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
    coinbase.book(levels(5, "snapshot", "bid", "20", "1"));
  }

  @Test
  void eachConnectionCountsByItself() {
    coinbase.receive(levels(0, "snapshot", "bid", "20", "1"));
    coinbase.book(levels(1, "update", "bid", "21", "1"));
    coinbase.trade(trades(0, "update", "BTC-USD", 8));
    coinbase.book(levels(2, "update", "bid", "22", "1"));
    coinbase.trade(trades(1, "update", "BTC-USD", 9));
    List<Outcome> outcomes = coinbase.receive(trades(3, "update", "BTC-USD", 10));
    assertThat(outcomes).hasSize(1);
    assertThat(coinbase.receive(trades(6, "update", "BTC-USD", 11))).hasSize(2);
  }

  @Test
  void aNewConnectionCountsAnew() {
    coinbase.receive(levels(7, "snapshot", "bid", "20", "1"));
    coinbase.connect(URL);
    coinbase.book(levels(0, "snapshot", "bid", "22", "1"));
    coinbase.book(levels(1, "update", "bid", "23", "1"));
  }

  @Test
  void theListTellsWhatAFutureIsWorth() {
    assertThat(coinbase.refused(trades(0, "update", "BIT-25SEP20-CDE", 4)).detail())
        .contains("BIT-25SEP20-CDE", "instrument list");
    coinbase.answer(
        "https://api.coinbase.com/api/v3/brokerage/market/products",
        """
        {"products":[
         {"product_id":"BIT-25SEP20-CDE","product_type":"FUTURE","quote_currency_id":"USD",
          "base_currency_id":"","future_product_details":{"contract_size":"0.02",
          "contract_root_unit":"BTC","contract_expiry":"2020-09-25T16:00:00Z","funding_rate":"",
          "contract_expiry_type":"EXPIRING"}},
         {"product_id":"BTI-25SEP20-CDE","product_type":"FUTURE","quote_currency_id":"USD",
          "base_currency_id":"","future_product_details":{"contract_size":"1",
          "contract_root_unit":"BTC","contract_expiry":"2020-09-25T16:00:00Z"}},
         {"product_id":"ETP-20DEC30-CDE","product_type":"FUTURE","quote_currency_id":"USD",
          "base_currency_id":"","future_product_details":{"contract_size":"0.1",
          "contract_root_unit":"ETH","contract_expiry":"2030-12-20T16:00:00Z",
          "funding_rate":"0.00001"}},
         {"product_id":"SOL-USD","product_type":"SPOT","base_currency_id":"SOL",
          "quote_currency_id":"USD"}]}\
        """);
    Trade trade = coinbase.trade(trades(1, "update", "BIT-25SEP20-CDE", 4));
    assertThat(trade.instrument()).isEqualTo("BTC-USD-200925@coinbase");
    assertThat(trade.quantity()).isEqualTo(0.04);
    assertThat(coinbase.trade(trades(2, "update", "ETP-20DEC30-CDE", 4)).instrument())
        .isEqualTo("ETH-USD-PERP@coinbase");
    assertThat(coinbase.reason(trades(3, "update", "BTI-25SEP20-CDE", 4)))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void aPerpetualOfTheInternationalExchangeSaysWhatItIs() {
    assertThat(coinbase.trade(trades(0, "update", "ETH-PERP-INTX", 4)).instrument())
        .isEqualTo("ETH-USDC-PERP@coinbase");
  }

  @Test
  void theRestSaysWhy() {
    assertThat(coinbase.passed(message("heartbeats", 0, "{'heartbeat_counter':3}")))
        .isEqualTo(NoFact.HEARTBEAT);
    assertThat(coinbase.passed(message("subscriptions", 1, "{}"))).isEqualTo(NoFact.CONNECTION);
    assertThat(coinbase.passed(message("ticker", 2, "{}"))).isEqualTo(NoFact.SUMMARY);
    assertThat(coinbase.passed(message("candles", 3, "{}"))).isEqualTo(NoFact.FORMING);
    assertThat(coinbase.passed(message("market_trades", 4, "{'type':'update','trades':[]}")))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(coinbase.reason(message("news", 5, "{}"))).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(coinbase.reason(levels(6, "snapshot", "buy", "20", "1")))
        .isEqualTo(RejectReason.UNDECODABLE);
  }
}
