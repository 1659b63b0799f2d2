package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The frozen bytes are tested with the whole of an instrument's state, whose first part this is.
 */
class ScoringStateCodecTest {

  private final ScoringStateCodec codec = new ScoringStateCodec();

  @Test
  void aCopySharesNothing() throws IOException {
    ScoringState state = ScoringStates.ofVersionFour();
    ScoringState copy = state.copy();
    assertThat(bytes(copy)).isEqualTo(bytes(state));
    copy.cells[0]++;
    copy.origins.add("x", 0, 1);
    copy.bars.forming.close++;
    assertThat(bytes(state)).isEqualTo(bytes(ScoringStates.ofVersionFour()));
  }

  @Test
  void aMemoryOfTradesThatHasGoneRoundIsReadBackAsItWas() throws IOException {
    ScoringState state = new ScoringState();
    for (int i = 0; i < 700; i++) {
      state.trades.isNew("x" + i, i);
    }
    ScoringState again = codec.read(5, input(bytes(state)));
    assertThat(bytes(again)).isEqualTo(bytes(state));
    for (int i = 699; i >= 700 - TradeMemory.RECENT; i--) {
      assertThat(again.trades.isNew("x" + i, i)).isFalse();
    }
    for (int i = 700; i < 900; i++) {
      again.trades.isNew("x" + i, i);
      state.trades.isNew("x" + i, i);
    }
    assertThat(bytes(again)).isEqualTo(bytes(state));
  }

  private byte[] bytes(ScoringState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
