package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The bytes of a released version are for ever. */
class RiskStateCodecTest {

  private final RiskStateCodec codec = new RiskStateCodec();

  @Test
  void versionOneIsWrittenAsItsGolden() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(state()))).isEqualTo(golden("risk-state-v1.hex"));
  }

  @Test
  void versionOneIsReadFromItsGolden() throws IOException {
    RiskState read = read(1, HexFormat.of().parseHex(golden("risk-state-v1.hex")));
    assertThat(read).usingRecursiveComparison().isEqualTo(state());
  }

  @Test
  void aFullRingOfChangesKeepsItsOrder() throws IOException {
    RiskState state = new RiskState();
    for (int i = 0; i < 100; i++) {
      state.rememberChange(i);
    }
    RiskState read = read(1, bytes(state));
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
    assertThat(bytes(state)).hasSizeLessThan(1_200);
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    assertThatThrownBy(() -> read(2, new byte[200]))
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

  private byte[] bytes(RiskState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private RiskState read(int version, byte[] bytes) throws IOException {
    return codec.read(version, new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RiskStateCodecTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }
}
