package io.tidemark.recordings.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

  private final Repetitions repetitions = new Repetitions();

  @Test
  void theLastHalfMillionAreKnownAgainAndMoreThanAMillionAreNotHeld() {
    int many = 3 * Repetitions.GENERATION;
    for (int i = 0; i < many; i++) {
      assertThat(repetitions.remember(trade(i, 5), i)).isNull();
    }

    for (int i = many - Repetitions.GENERATION; i < many; i++) {
      assertThat(repetitions.find(trade(i, 5))).isEqualTo(new Repetitions.Repetition(true, i));
    }
    assertThat(repetitions.find(trade(0, 5))).isNull();
  }

  @Test
  void theSameIdAtTheSameTimeWithAnotherPriceIsNotEqual() {
    repetitions.remember(trade(7, 5), 2);

    assertThat(repetitions.remember(trade(7, 6), 3))
        .isEqualTo(new Repetitions.Repetition(false, 2));
  }

  @Test
  void withoutAnIdNothingIsKnownAgain() {
    Trade trade = new Trade("A-B@c", 1, 1, "", 5, 1, Side.BUY);

    assertThat(repetitions.remember(trade, 2)).isNull();
    assertThat(repetitions.remember(trade, 3)).isNull();
  }

  private static Trade trade(int id, double price) {
    return new Trade("A-B@c", id / 3, id / 3, String.valueOf(id), price, 1, Side.BUY);
  }
}
