package io.tidemark.exchange.protocol;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.passed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.Conversation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trades whose venue numbers them by 1. */
final class NumberedTradesTest {

  private static final Outcome TRADE = new Outcome.Passed(NoFact.NOT_KEPT);

  private final NumberedTrades trades = new NumberedTrades(new Listing("BTC-USD@venue", Unit.BASE));

  private List<Outcome> trade(long number) throws BadMessageException {
    return trades.trade(number, TRADE);
  }

  @Test
  void aTradeThatWasMissedAndComesLateIsAFactOnce() throws BadMessageException {
    assertThat(trade(4)).containsExactly(TRADE);
    List<Outcome> outcomes = trade(7);
    assertRefused(
        outcomes.get(0),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD@venue: 2 trades are missing between 4 and 7");
    assertThat(outcomes.get(1)).isEqualTo(TRADE);
    assertThat(trade(5)).containsExactly(TRADE);
    assertThat(trade(5)).containsExactly(passed(NoFact.REPEATED));
    assertThat(trade(7)).containsExactly(passed(NoFact.REPEATED));
    assertThat(trade(8)).containsExactly(TRADE);
    assertThat(trade(6)).containsExactly(TRADE);
  }

  @Test
  void ofMoreMissingTradesThanAreRememberedTheNewestMayStillCome() throws BadMessageException {
    trade(0);
    trade(Long.MAX_VALUE - 1);
    assertThat(trade(Long.MAX_VALUE - 1 - NumberedTrades.MOST_MISSING)).containsExactly(TRADE);
    assertThat(trade(Long.MAX_VALUE - 1 - NumberedTrades.MOST_MISSING))
        .containsExactly(passed(NoFact.REPEATED));
  }

  @Test
  void aTradeThatWasNeverSaidIsAFactWhateverItsNumber() throws BadMessageException {
    trade(100);
    assertThat(trade(3)).containsExactly(TRADE);
    assertThat(trade(3)).containsExactly(passed(NoFact.REPEATED));
  }

  @Test
  void aVenueThatNumbersItsTradesAnewIsToldOnceAndNoTradeIsLost() throws BadMessageException {
    trades.trade(900, known(900, 1, 20));
    trades.trade(901, known(901, 2, 20));
    List<Outcome> anew = trades.trade(1, known(1, 3, 21));
    assertRefused(
        anew.get(0),
        RejectReason.INCONSISTENT,
        "BTC-USD@venue: trade 1 comes after 901: the venue numbers its trades anew");
    assertThat(anew.get(0).statement()).isEqualTo(new Statement.TradesRenumbered("BTC-USD@venue"));
    assertThat(anew.get(1)).isEqualTo(known(1, 3, 21));
    assertThat(trades.trade(2, known(2, 4, 21))).containsExactly(known(2, 4, 21));
    assertRefused(
        trades.trade(4, known(4, 6, 21)).get(0),
        RejectReason.OUT_OF_SEQUENCE,
        "BTC-USD@venue: 1 trades are missing between 2 and 4");
    assertThat(trades.trade(1, known(1, 7, 22))).containsExactly(known(1, 7, 22));
  }

  @Test
  void aRepetitionIsTheSameTradeUnderTheSameNumberAlsoBeyondTheLastOne()
      throws BadMessageException {
    trades.trade(901, known(901, 2, 20));
    trades.trade(1, known(1, 3, 21));
    assertThat(trades.trade(901, known(901, 2, 20))).containsExactly(passed(NoFact.REPEATED));
    assertThat(trades.trade(2, known(2, 4, 21))).containsExactly(known(2, 4, 21));
  }

  /** A trade so many milliseconds after the beginning. */
  private static Outcome known(long number, int millis, double price) {
    long time = Conversation.AT + millis * 1_000L;
    return Outcome.of(
        Trade.of("BTC-USD@venue", time, time, Long.toString(number), price, 1, Side.BUY));
  }

  @Test
  void whatCameBeforeANewConnectionIsNotMissing() throws BadMessageException {
    trade(4);
    trade(7);
    trades.restart();
    assertThat(trade(100)).containsExactly(TRADE);
    assertThat(trade(7)).containsExactly(passed(NoFact.REPEATED));
  }
}
