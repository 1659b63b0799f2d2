package io.tidemark.exchange.protocol;

import static io.tidemark.exchange.Conversation.AT;
import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.passed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.RejectReason;
import org.junit.jupiter.api.Test;

/** Candles that are said while they form. */
final class FormingCandleTest {

  private static final long MINUTE = 60_000_000;
  private static final long START = AT - AT % MINUTE;

  private final FormingCandle candles =
      new FormingCandle(new Listing("BTC-USD@venue", Unit.BASE), MINUTE);

  private Outcome say(long start, double close) {
    return candles.candle(start, AT, 5, 9, 1, close, 3);
  }

  @Test
  void whatWasSaidLastOfACandleIsAFactWhenALaterOneBegins() {
    assertThat(say(START, 6)).isEqualTo(passed(NoFact.FORMING));
    assertThat(say(START, 7)).isEqualTo(passed(NoFact.FORMING));
    assertThat(say(START + 3 * MINUTE, 8))
        .isEqualTo(
            new Outcome.Known(
                new Candle("BTC-USD@venue", START, MINUTE, START + MINUTE, 5, 9, 1, 7, 3)));
    assertThat(say(START, 6)).isEqualTo(passed(NoFact.SUPERSEDED));
  }

  @Test
  void aCandleThatWasNotHeardToItsEndIsNone() {
    say(START, 6);
    candles.restart();
    assertThat(say(START + MINUTE, 8)).isEqualTo(passed(NoFact.FORMING));
  }

  @Test
  void whatCannotBeACandleIsRefusedAndLeavesTheOneBefore() {
    say(START, 6);
    assertRefused(say(START + MINUTE, -8), RejectReason.NON_POSITIVE);
    assertThat(say(START + MINUTE, 8)).isInstanceOf(Outcome.Known.class);
  }
}
