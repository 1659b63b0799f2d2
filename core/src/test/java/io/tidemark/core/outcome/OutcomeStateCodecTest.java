package io.tidemark.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutcomeStateCodecTest {

  private final OutcomeStateCodec codec = new OutcomeStateCodec();

  @Test
  void theBytesOfVersionOneAreFrozenAndRead() throws IOException {
    byte[] golden = StateBytes.golden(OutcomeStateCodecTest.class, "outcome-state-v1");
    assertThat(StateBytes.bytes(codec, sample())).isEqualTo(golden);
    assertThat(StateBytes.bytes(codec, StateBytes.read(codec, 1, golden))).isEqualTo(golden);
  }

  @Test
  void aNewStateIsWrittenAndReadBack() {
    assertThat(StateBytes.restored(codec, new OutcomeState()))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // NaN is NaN
        .isEqualTo(new OutcomeState());
  }

  @Test
  void bytesOfALaterVersionAreNotGuessedAt() {
    assertThatThrownBy(() -> StateBytes.read(codec, 2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  /** Six rows wait, in a ring that has turned; one sum rises. */
  private static OutcomeState sample() {
    OutcomeState state = new OutcomeState();
    OutcomeLabels labels = new OutcomeLabels(5, 2);
    for (int i = 0; i < 9; i++) {
      labels.observe(state.due, 1_000 + i, 100 + i, 1_000 + i, ignoring());
      labels.add(state.due, i / 8f);
    }
    state.known = 77;
    state.sums = new double[] {0, 3.25};
    state.risingSince = new long[] {0, 1_700_000_000_000_000L};
    return state;
  }

  private static LabelTaker ignoring() {
    return new LabelTaker() {
      @Override
      public void known(long clock, float answer, double forward, double volatility) {
        // the state is what counts
      }

      @Override
      public void hole() {
        // the state is what counts
      }
    };
  }
}
