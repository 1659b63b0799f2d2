package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The frozen bytes are tested with the whole of an instrument's state, whose first part this is.
 */
class ScoringStateCodecTest {

  private final ScoringStateCodec codec = new ScoringStateCodec();

  @Test
  void aCopySharesNothing() throws IOException {
    ScoringState state = ScoringStates.ofVersionSix();
    ScoringState copy = state.copy();
    assertThat(StateBytes.bytes(codec, copy)).isEqualTo(StateBytes.bytes(codec, state));
    copy.cells[0]++;
    copy.origins.add("x", "id", 0, 1);
    copy.bars.forming.close++;
    copy.feed.trades[0]++;
    assertThat(StateBytes.bytes(codec, state))
        .isEqualTo(StateBytes.bytes(codec, ScoringStates.ofVersionSix()));
  }

  @Test
  void aMemoryOfTradesThatHasGoneRoundIsReadBackAsItWas() throws IOException {
    ScoringState state = new ScoringState();
    for (int i = 0; i < 700; i++) {
      state.trades.isNew("x" + i, i);
    }
    ScoringState again = StateBytes.restored(codec, state);
    assertThat(StateBytes.bytes(codec, again)).isEqualTo(StateBytes.bytes(codec, state));
    for (int i = 699; i >= 700 - TradeMemory.RECENT; i--) {
      assertThat(again.trades.isNew("x" + i, i)).isFalse();
    }
    for (int i = 700; i < 900; i++) {
      again.trades.isNew("x" + i, i);
      state.trades.isNew("x" + i, i);
    }
    assertThat(StateBytes.bytes(codec, again)).isEqualTo(StateBytes.bytes(codec, state));
  }
}
