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
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoinbaseProtocolTest {

  private static final long NOW = 1_618_677_820_000_000L;
  private static final String SNAPSHOT =
      "{'type':'snapshot','product_id':'BTC-USD',"
          + "'bids':[['100.5','2.0'],['100.0','1']],'asks':[['101','3'],['102','4']]}";

  private final Conversation coinbase = new Conversation(Venue.COINBASE, NOW);

  private static String change(String side, String price, String size) {
    return "{'type':'l2update','product_id':'BTC-USD','time':'2021-04-17T16:43:39.000250Z',"
        + "'changes':[['%s','%s','%s']]}".formatted(side, price, size);
  }

  private static String match(String type, long id, String makerSide) {
    return "{'type':'%s','trade_id':%d,'product_id':'BTC-USD','price':'100.5','size':'0.25',"
            .formatted(type, id)
        + "'side':'%s','time':'2021-04-17T16:43:39.000250Z','sequence':7}".formatted(makerSide);
  }

  @Test
  void aSnapshotHoldsAtTheTimeOfItsReceipt() {
    Book book = coinbase.book(SNAPSHOT);
    assertThat(book.instrument()).isEqualTo("BTC-USD@coinbase");
    assertThat(book.eventTime()).isEqualTo(NOW);
    assertThat(book.bidPrices()).containsExactly(100.5, 100.0);
    assertThat(book.askSizes()).containsExactly(3, 4);
  }

  @Test
  void aChangeSetsOrRemovesALevelAtItsOwnTime() {
    coinbase.receive(SNAPSHOT);
    Book set = coinbase.book(change("sell", "100.75", "7.5"));
    assertThat(set.askPrices()).containsExactly(100.75, 101, 102);
    assertThat(set.askSizes()[0]).isEqualTo(7.5);
    assertThat(set.eventTime()).isEqualTo(1_618_677_819_000_250L);
    assertThat(set.availableAt()).isEqualTo(NOW);
    assertThat(coinbase.book(change("buy", "100.5", "0.0")).bidPrices()).containsExactly(100);
    assertThat(coinbase.passed(change("buy", "42", "0"))).isEqualTo(NoFact.BEYOND_DEPTH);
  }

  @Test
  void theTakerIsTheOtherSideOfTheMaker() {
    Trade trade = coinbase.trade(match("match", 17, "sell"));
    assertThat(trade.takerSide()).isEqualTo(Side.BUY);
    assertThat(trade.tradeId()).isEqualTo("17");
    assertThat(trade.price()).isEqualTo(100.5);
    assertThat(trade.quantity()).isEqualTo(0.25);
    assertThat(trade.eventTime()).isEqualTo(1_618_677_819_000_250L);
    assertThat(coinbase.trade(match("match", 18, "buy")).takerSide()).isEqualTo(Side.SELL);
  }

  @Test
  void theLastMatchBeforeTheConnectionIsHistoryAndTheSameIdNoFact() {
    assertThat(coinbase.passed(match("last_match", 16, "sell"))).isEqualTo(NoFact.HISTORY);
    assertThat(coinbase.passed(match("match", 16, "sell"))).isEqualTo(NoFact.REPEATED);
    coinbase.trade(match("match", 17, "sell"));
    assertThat(coinbase.passed(match("match", 17, "sell"))).isEqualTo(NoFact.REPEATED);
    assertThat(coinbase.passed(match("last_match", 17, "sell"))).isEqualTo(NoFact.REPEATED);
  }

  @Test
  void aCrossedBookIsALossAndWaitsForASnapshot() {
    coinbase.receive(SNAPSHOT);
    Outcome.Refused lost = coinbase.refused(change("buy", "101", "1"));
    assertThat(lost.reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(lost.detail())
        .contains("101.0", "BTC-USD@coinbase: ", "; the book waits for a snapshot");
    assertThat(coinbase.passed(change("buy", "99", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
    assertThat(coinbase.book(SNAPSHOT).bidPrices()).containsExactly(100.5, 100.0);
  }

  @Test
  void anEmptySideIsNoFactAndNoLoss() {
    coinbase.receive("{'type':'snapshot','product_id':'BTC-USD','bids':[],'asks':[['101','3']]}");
    assertThat(coinbase.passed(change("sell", "102", "1"))).isEqualTo(NoFact.ONE_SIDED);
    assertThat(coinbase.book(change("buy", "100", "1")).askPrices()).containsExactly(101, 102);
  }

  @Test
  void aChangeThatCannotBeReadIsMissing() {
    coinbase.receive(SNAPSHOT);
    Outcome.Refused bad = coinbase.refused(change("buy", "many", "1"));
    assertThat(bad.reason()).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(bad.detail()).contains("many");
    assertThat(coinbase.passed(change("buy", "99", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void pricesAndSizesThatCannotBeAreRefused() {
    for (String bad : new String[] {"NaN", "-1", "Infinity"}) {
      coinbase.receive(SNAPSHOT);
      assertThat(coinbase.reason(change("buy", bad, "1"))).isEqualTo(RejectReason.UNDECODABLE);
      coinbase.receive(SNAPSHOT);
      assertThat(coinbase.reason(change("buy", "99", bad))).isEqualTo(RejectReason.UNDECODABLE);
    }
  }

  @Test
  void aChangeBeforeAnySnapshotWaits() {
    assertThat(coinbase.passed(change("buy", "99", "1"))).isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  @Test
  void theProductsAnswerNamesBaseAndQuote() {
    String products = "[{'id':'XBT-USD','base_currency':'BTC','quote_currency':'USD'}]";
    assertThat(coinbase.answer("https://api.pro.coinbase.com/products", products))
        .containsExactly(new Outcome.Passed(NoFact.REFERENCE));
    String listed = SNAPSHOT.replace("BTC-USD", "XBT-USD");
    assertThat(coinbase.book(listed).instrument()).isEqualTo("BTC-USD@coinbase");
  }

  @Test
  void whatHoldsNoFactSaysWhy() {
    assertThat(coinbase.connect("wss://venue.test"))
        .containsExactly(new Outcome.Passed(NoFact.CONNECTION));
    assertThat(coinbase.passed("{'type':'subscriptions'}")).isEqualTo(NoFact.CONNECTION);
    assertThat(coinbase.passed("{'type':'heartbeat'}")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(coinbase.passed("{'type':'ticker'}")).isEqualTo(NoFact.SUMMARY);
    assertThat(coinbase.passed("{'type':'done'}")).isEqualTo(NoFact.NOT_KEPT);
  }

  @Test
  void whatIsNotAsItShouldBeIsRefused() {
    assertThat(coinbase.reason("{'type':'error','message':'no'}"))
        .isEqualTo(RejectReason.INCONSISTENT);
    assertThat(coinbase.reason("{'type':'news'}")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(coinbase.reason("{'kind':'match'}")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(coinbase.reason("{'type':")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(coinbase.reason("")).isEqualTo(RejectReason.EMPTY);
    assertThat(coinbase.reason(SNAPSHOT.replace("BTC-USD", "BTCUSD")))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
    assertThat(coinbase.reason(match("match", 3, "both"))).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(coinbase.reason(match("match", 3, "buy").replace("'0.25'", "'0'")))
        .isEqualTo(RejectReason.NON_POSITIVE);
    assertThat(coinbase.reason(match("match", 4, "buy").replace("2021-04-17T", "yesterday ")))
        .isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void aSkippedTradeIsSaidByTheNextOneOrByTheHeartbeat() {
    coinbase.trade(match("match", 17, "sell"));
    List<Outcome> skipped = coinbase.receive(match("match", 20, "sell"));
    assertRefused(skipped.get(0), RejectReason.OUT_OF_SEQUENCE, "2 trades", "after 17");
    assertThat(fact(Trade.class, skipped.get(1)).tradeId()).isEqualTo("20");
    List<Outcome> heartbeat = coinbase.receive(heartbeat(22));
    assertRefused(heartbeat.get(0), RejectReason.OUT_OF_SEQUENCE, "BTC-USD", "2 trades");
    assertThat(heartbeat.get(1)).isEqualTo(Conversation.passed(NoFact.HEARTBEAT));
    assertThat(coinbase.passed(heartbeat(22))).isEqualTo(NoFact.HEARTBEAT);
    assertThat(coinbase.trade(match("match", 22, "sell")).tradeId()).isEqualTo("22");
    coinbase.trade(match("match", 23, "sell"));
  }

  @Test
  void aReconnectNamesTheLastTradeThatItMissed() {
    coinbase.trade(match("match", 17, "sell"));
    coinbase.connect("wss://ws-feed.exchange.coinbase.com");
    List<Outcome> outcomes = coinbase.receive(match("last_match", 19, "sell"));
    assertRefused(outcomes.get(0), RejectReason.OUT_OF_SEQUENCE, "1 trades");
    assertThat(fact(Trade.class, outcomes.get(1)).tradeId()).isEqualTo("19");
  }

  @Test
  void aChangeWithoutATimeHasThatOfTheOneBefore() {
    coinbase.receive(SNAPSHOT);
    String timeless =
        change("buy", "100.25", "1").replace("2021-04-17T16:43:39.000250Z", "0001-01-01T00:00:00Z");
    assertThat(coinbase.book(timeless).eventTime()).isEqualTo(NOW);
    coinbase.book(change("buy", "100.75", "7.5"));
    assertThat(coinbase.book(timeless.replace("100.25", "100.3")).eventTime())
        .isEqualTo(1_618_677_819_000_250L);
  }

  @Test
  void theStatusChannelNamesProductsToo() {
    coinbase.receive(
        "{'type':'status','products':[{'id':'XBT-USD','base_currency':'BTC',"
            + "'quote_currency':'USD'}]}");
    String listed = SNAPSHOT.replace("BTC-USD", "XBT-USD");
    assertThat(coinbase.book(listed).instrument()).isEqualTo("BTC-USD@coinbase");
  }

  private static String heartbeat(long lastTrade) {
    return ("{'type':'heartbeat','sequence':90,'last_trade_id':%d,'product_id':'BTC-USD',"
            + "'time':'2021-04-17T16:43:39.1Z'}")
        .formatted(lastTrade);
  }
}
