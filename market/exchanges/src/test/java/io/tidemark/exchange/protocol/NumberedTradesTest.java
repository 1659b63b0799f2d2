package io.tidemark.exchange.protocol;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.passed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
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
    assertThat(trade(Long.MAX_VALUE - 2 - NumberedTrades.MOST_MISSING))
        .containsExactly(passed(NoFact.REPEATED));
  }

  @Test
  void whatCameBeforeANewConnectionIsNotMissing() throws BadMessageException {
    trade(4);
    trade(7);
    trades.restart();
    assertThat(trade(100)).containsExactly(TRADE);
    assertThat(trade(5)).containsExactly(passed(NoFact.REPEATED));
  }
}
