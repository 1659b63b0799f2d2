package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.state.HeapGraph;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of a released version are for ever. */
class RiskStateCodecTest {

  private final RiskStateCodec codec = new RiskStateCodec();

  @Test
  void versionOneIsWrittenAsItsGolden() throws IOException {
    assertThat(StateBytes.bytes(codec, state())).isEqualTo(golden());
  }

  @Test
  void versionOneIsReadFromItsGolden() throws IOException {
    RiskState read = StateBytes.read(codec, 1, golden());
    assertThat(read).usingRecursiveComparison().isEqualTo(state());
  }

  @ParameterizedTest
  @EnumSource
  void everyActionIsAByteOfItsOwn(Action action) throws IOException {
    RiskState state = new RiskState();
    state.action = action;
    byte[] bytes = StateBytes.bytes(codec, state);

    assertThat(StateBytes.read(codec, 1, bytes).action).isEqualTo(action);
    assertThat(bytes[Byte.BYTES + Long.BYTES])
        .isEqualTo(
            (byte)
                switch (action) {
                  case BUY -> 1;
                  case SELL -> -1;
                  case HOLD -> 0;
                  case BUY_VOLATILITY -> 2;
                  case SELL_VOLATILITY -> -2;
                });
  }

  @Test
  void aFullRingOfChangesKeepsItsOrder() throws IOException {
    RiskState state = new RiskState();
    for (int i = 0; i < 100; i++) {
      state.rememberChange(i);
    }
    RiskState read = StateBytes.read(codec, 1, StateBytes.bytes(codec, state));
    assertThat(read.changeCount).isEqualTo(64);
    assertThat(read.newest(0)).isEqualTo(99);
    assertThat(read.newest(63)).isEqualTo(36);
  }

  @Test
  void theBytesAreBounded() throws IOException {
    RiskState state = state();
    for (int i = 0; i < 1_000; i++) {
      state.rememberChange(i);
    }
    for (RiskRule rule : RiskRule.values()) {
      state.alerts.put(rule, new OpenAlert(Action.HOLD, 1, 2, 3, 4));
    }
    int changes = 550;
    int longestAlert = 55;
    assertThat(StateBytes.bytes(codec, state))
        .hasSizeLessThan(changes + longestAlert * RiskRule.values().length);
  }

  @Test
  void itTakesTheHeapThatItSays() {
    RiskState state = state();
    assertThat(state.heapBytes()).isCloseTo(HeapGraph.bytes(state), Percentage.withPercentage(25));
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    assertThatThrownBy(() -> StateBytes.read(codec, 2, new byte[200]))
        .isInstanceOf(IOException.class)
        .hasMessage("risk state has version 2, known is 1");
  }

  private static RiskState state() {
    RiskState state = new RiskState();
    state.killed = true;
    state.killedAt = 1_700_000_000_000_000L;
    state.action = Action.SELL;
    state.validUntil = 1_700_003_600_000_000L;
    state.lastId = "00112233445566778899aabbccddeeff";
    state.rememberChange(1_699_999_000_000_000L);
    state.rememberChange(1_699_999_500_000_000L);
    state.alerts.put(
        RiskRule.KILL_SWITCH, new OpenAlert(Action.HOLD, 41, 1_700_000_000_000_000L, 42, 7));
    state.alerts.put(RiskRule.FUNDING_EXTREME, new OpenAlert(Action.BUY, 43, 44, 45, 0));
    return state;
  }

  private static byte[] golden() {
    return StateBytes.golden(RiskStateCodecTest.class, "risk-state-v1");
  }
}
