package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.RememberedTrades.Seen;
import org.junit.jupiter.api.Test;

/** What makes a trade the repetition of another. */
final class RememberedTradesTest {

  private final RememberedTrades memory = new RememberedTrades(3);

  private Seen see(String id, long time, double price, double quantity, Side side) {
    return memory.see(id, new Trade("BTC-USD@venue", time, time, id, price, quantity, side));
  }

  @Test
  void aRepetitionHasTheIdTheTimeThePriceTheQuantityAndTheSide() {
    assertThat(see("7", 5_000, 10, 1, Side.BUY)).isEqualTo(Seen.NEW);
    assertThat(see("7", 5_000, 10, 1, Side.BUY)).isEqualTo(Seen.REPEATED);
    assertThat(see("7", 6_000, 10, 1, Side.BUY)).isEqualTo(Seen.OTHER);
    assertThat(see("7", 6_000, 11, 1, Side.BUY)).isEqualTo(Seen.OTHER);
    assertThat(see("7", 6_000, 11, 2, Side.BUY)).isEqualTo(Seen.OTHER);
    assertThat(see("7", 6_000, 11, 2, Side.SELL)).isEqualTo(Seen.OTHER);
    assertThat(see("7", 6_000, 11, 2, Side.SELL)).isEqualTo(Seen.REPEATED);
  }

  @Test
  void timesThatAreRoundedInTwoWaysAreTheSame() {
    see("7", 5_000_417, 10, 1, Side.BUY);
    assertThat(see("7", 5_000_000, 10, 1, Side.BUY)).isEqualTo(Seen.REPEATED);
    assertThat(see("7", 5_001_417, 10, 1, Side.BUY)).isEqualTo(Seen.OTHER);
  }

  @Test
  void aTimeInWholeSecondsIsThatOfAnyTradeInTheSecond() {
    see("7", 5_000_417, 10, 1, Side.BUY);
    assertThat(see("7", 5_000_000, 10, 1, Side.BUY)).isEqualTo(Seen.REPEATED);
    assertThat(see("7", 6_000_000, 10, 1, Side.BUY)).isEqualTo(Seen.OTHER);
    assertThat(see("7", 6_999_999, 10, 1, Side.BUY)).isEqualTo(Seen.REPEATED);
    assertThat(see("7", 6_999_999, 10, 2, Side.BUY)).isEqualTo(Seen.OTHER);
    assertThat(see("7", 6_000_417, 10, 2, Side.BUY)).isEqualTo(Seen.OTHER);
  }

  @Test
  void aTradeOfWhichOnlyTheIdIsKnownIsTheOneOfThatId() {
    assertThat(memory.see("7")).isEqualTo(Seen.NEW);
    assertThat(see("7", 5_000, 10, 1, Side.BUY)).isEqualTo(Seen.REPEATED);
    assertThat(memory.see("7")).isEqualTo(Seen.REPEATED);
  }

  @Test
  void theEldestIsForgotten() {
    for (String id : new String[] {"1", "2", "3", "4"}) {
      see(id, 5_000, 10, 1, Side.BUY);
    }
    assertThat(see("2", 5_000, 10, 1, Side.BUY)).isEqualTo(Seen.REPEATED);
    assertThat(see("1", 5_000, 10, 1, Side.BUY)).isEqualTo(Seen.NEW);
  }

  @Test
  void withoutAnIdEveryTradeIsNew() {
    see("", 5_000, 10, 1, Side.BUY);
    assertThat(see("", 5_000, 10, 1, Side.BUY)).isEqualTo(Seen.NEW);
  }
}
