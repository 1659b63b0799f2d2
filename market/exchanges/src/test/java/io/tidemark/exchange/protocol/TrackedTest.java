package io.tidemark.exchange.protocol;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.Conversation.passed;
import static io.tidemark.exchange.Conversation.stated;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Books and trades as all venues keep them. */
final class TrackedTest {

  private static final long AT = Conversation.AT;
  private static final Listing LISTING = new Listing("BTC-USD@venue", Unit.BASE);

  @ParameterizedTest
  @EnumSource
  void aBookIsKnownFromItsSnapshotOn(TrackedBook.Loss loss) {
    TrackedBook book = new TrackedBook(LISTING, loss);
    assertThat(book.change(() -> set(book, true, 10, 1)).stating(null))
        .isEqualTo(passed(NoFact.AWAITING_SNAPSHOT));
    assertThat(fact(Book.class, snapshot(book)).bidPrices()).containsExactly(10);
    assertThat(fact(Book.class, book.change(() -> set(book, true, 10.5, 1))).bidPrices())
        .containsExactly(10.5, 10);
    assertThat(book.change(() -> set(book, true, 10.5, 1)).stating(null))
        .isEqualTo(passed(NoFact.BEYOND_DEPTH));
  }

  @Test
  void tradesWithoutAnIdAreNeverTakenForRepeated() {
    TrackedTrades trades = new TrackedTrades(LISTING);
    assertThat(trades.trade("", AT, AT, 10, 1, Side.BUY)).isInstanceOf(Outcome.Known.class);
    assertThat(trades.trade("", AT, AT, 10, 1, Side.BUY)).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void anotherTradeUnderAKnownIdIsAFactAndItIsToldOnce() {
    TrackedTrades trades = new TrackedTrades(LISTING);
    trades.trade("7", AT, AT, 10, 1, Side.BUY);
    Outcome other = trades.trade("7", AT + 5_000, AT + 5_000, 11, 1, Side.BUY);
    assertThat(other).isInstanceOf(Outcome.Known.class);
    assertThat(other.statement()).isEqualTo(new Statement.TradesRenumbered("BTC-USD@venue"));
    assertThat(trades.trade("7", AT + 5_000, AT + 5_000, 11, 1, Side.BUY))
        .isEqualTo(passed(NoFact.REPEATED));
    Outcome third = trades.trade("7", AT + 9_000, AT + 9_000, 12, 1, Side.BUY);
    assertThat(third).isInstanceOf(Outcome.Known.class);
    assertThat(third.statement()).isNull();
  }

  @Test
  void whatCannotBeReadIsMissing() {
    TrackedBook book = new TrackedBook(LISTING, TrackedBook.Loss.BY_CHAIN);
    snapshot(book);
    assertRefused(
        book.change(() -> set(book, true, -1, 1)),
        RejectReason.UNDECODABLE,
        "BTC-USD@venue: the price of a level is -1.0; the book waits for a snapshot");
    assertThat(book.isKnown()).isFalse();
    assertThat(fact(Book.class, snapshot(book)).bidPrices()).containsExactly(10);
  }

  @ParameterizedTest
  @CsvSource({
    "BY_CHAIN, INCONSISTENT, true",
    "BY_CROSSING, OUT_OF_SEQUENCE, false",
    "BY_CROSSING_OR_EMPTY_SIDE, OUT_OF_SEQUENCE, false",
  })
  void aCrossedBookIsALossWhereThereIsNoChain(
      TrackedBook.Loss loss, RejectReason reason, boolean known) {
    TrackedBook book = new TrackedBook(LISTING, loss);
    snapshot(book);
    assertRefused(book.change(() -> set(book, true, 11, 1)), reason);
    assertThat(book.isKnown()).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({"BY_CHAIN, true", "BY_CROSSING, true", "BY_CROSSING_OR_EMPTY_SIDE, false"})
  void anEmptySideIsALossWhereTheVenueAlwaysSendsBoth(TrackedBook.Loss loss, boolean known) {
    TrackedBook book = new TrackedBook(LISTING, loss);
    snapshot(book);
    Outcome outcome = book.change(() -> set(book, false, 11, 0));
    assertThat(book.isKnown()).isEqualTo(known);
    if (known) {
      assertThat(outcome.stating(null)).isEqualTo(passed(NoFact.ONE_SIDED));
      assertThat(fact(Book.class, book.change(() -> set(book, false, 12, 1))).askPrices())
          .containsExactly(12);
    } else {
      assertRefused(outcome, RejectReason.OUT_OF_SEQUENCE, "no asks are left");
    }
  }

  @Test
  void theFirstSubscriptionTellsTheBookUntilANewConnection() {
    TrackedBook book = new TrackedBook(LISTING, TrackedBook.Loss.BY_CHAIN);
    assertThat(book.isOf("one")).isTrue();
    assertThat(book.isOf("other")).isFalse();
    snapshot(book);
    book.restart();
    assertThat(book.isKnown()).isFalse();
    assertThat(book.isOf("other")).isTrue();
  }

  @Test
  void theLastIdsAreRememberedAndOlderOnesForgotten() {
    TrackedTrades trades = new TrackedTrades(LISTING);
    assertThat(trades.history("x")).isEqualTo(passed(NoFact.HISTORY));
    for (int i = 1; i < TrackedTrades.MOST; i++) {
      assertThat(trade(trades, "id" + i)).isInstanceOf(Outcome.Known.class);
    }
    assertThat(trade(trades, "x")).isEqualTo(passed(NoFact.REPEATED));
    assertThat(trade(trades, "one more")).isInstanceOf(Outcome.Known.class);
    assertThat(trade(trades, "x")).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void whatIsNoJsonMayHaveBeenAnyChangeWhereThereIsNoChain() {
    Conversation coinbase = new Conversation(Venue.COINBASE);
    coinbase.book(
        "{'type':'snapshot','product_id':'BTC-USD','bids':[['10','1']],'asks':[['11','1']]}");
    assertThat(coinbase.reason("{'type':'l2upd")).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(
            coinbase.passed(
                "{'type':'l2update','product_id':'BTC-USD','time':'2020-09-13T12:26:50Z',"
                    + "'changes':[['buy','10.5','1']]}"))
        .isEqualTo(NoFact.AWAITING_SNAPSHOT);
  }

  private static Outcome snapshot(TrackedBook book) {
    return book.snapshot(
        () -> {
          book.set(true, 10, 1);
          return set(book, false, 11, 2);
        });
  }

  private static Outcome set(TrackedBook book, boolean bid, double price, double size)
      throws BadMessageException {
    book.set(bid, price, size);
    return book.outcome(AT, AT);
  }

  private static Outcome trade(TrackedTrades trades, String id) {
    return trades.trade(id, AT, AT, 10, 1, Side.BUY);
  }

  @Test
  void anotherSubscriptionsSnapshotTakesABookThatIsNotKnownOrWhoseConnectionMayBeNew() {
    TrackedBook book = new TrackedBook(LISTING, TrackedBook.Loss.BY_CHAIN);
    assertThat(book.isOf("ten")).isTrue();
    assertThat(book.beginsWith("hundred")).isTrue();
    book.snapshot(() -> new Outcome.Passed(NoFact.NOT_KEPT));
    assertThat(book.beginsWith("ten")).isFalse();
    assertThat(book.isOf("ten")).isFalse();
    book.mayRestart();
    assertThat(book.isOf("hundred")).isTrue();
    assertThat(book.beginsWith("ten")).isTrue();
    assertThat(book.isOf("hundred")).isFalse();
  }

  @Test
  void aHoleBeforeAChangeIsALossAndTheChangeIsStated() {
    TrackedBook book = new TrackedBook(LISTING, TrackedBook.Loss.BY_CHAIN);
    book.snapshot(() -> new Outcome.Passed(NoFact.NOT_KEPT));
    Outcome lost =
        book.lostBefore(
            "two are missing",
            () -> {
              book.set(true, 12, 3);
              return book.outcome(8, 9);
            });
    assertThat(((Outcome.Refused) lost).reason()).isEqualTo(RejectReason.OUT_OF_SEQUENCE);
    assertThat(stated(Statement.BookChange.class, lost).bids().prices()).containsExactly(12);
    assertThat(book.isKnown()).isFalse();
    assertThat(book.levels().bids().count()).isZero();
  }

  @Test
  void aSkippedNumberIsAMissingTradeAndSaidOnce() {
    TradeNumbers numbers = new TradeNumbers(LISTING);
    assertThat(numbers.trade(7, AT)).isEmpty();
    assertThat(numbers.trade(8, AT)).isEmpty();
    assertThat(((Outcome.Refused) numbers.upTo(10).get(0)).detail())
        .contains(LISTING.instrument(), "2 trades are missing after 8");
    assertThat(numbers.trade(9, AT)).isEmpty();
    assertThat(numbers.trade(11, AT)).isEmpty();
    assertThat(numbers.upTo(11)).isEmpty();
  }

  @Test
  void numbersThatBeginAnewAreCountedOnFromThere() {
    TradeNumbers numbers = new TradeNumbers(LISTING);
    numbers.trade(900, AT);
    assertThat(numbers.trade(1, AT + 2_000_000)).isEmpty();
    assertThat(numbers.trade(2, AT + 2_000_000)).isEmpty();
    assertThat(numbers.trade(5, AT + 2_000_000).get(0).statement())
        .isEqualTo(new Statement.TradesMissing("BTC-USD@venue", 2));
  }
}
