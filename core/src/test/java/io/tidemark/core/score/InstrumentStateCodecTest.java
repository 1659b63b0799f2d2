package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.Bar;
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

class InstrumentStateCodecTest {

  private final InstrumentStateCodec codec = new InstrumentStateCodec();

  @Test
  void theBytesOfVersionThreeAreFrozen() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(sample()))).isEqualTo(golden(3));
    assertThat(codec.version()).isEqualTo(3);
  }

  @Test
  void theFrozenBytesOfVersionThreeAreReadToTheLast() throws IOException {
    assertReadsGolden(3, sample());
  }

  @Test
  void theFrozenBytesOfVersionTwoAreReadToTheLastAndNameNoFeature() throws IOException {
    assertReadsGolden(2, withoutLayout());
  }

  @Test
  void theFrozenBytesOfVersionOneAreReadToTheLastAndHoldNoWindow() throws IOException {
    assertReadsGolden(1, withoutWindow());
  }

  @Test
  void aNewStateIsWrittenAndReadBack() throws IOException {
    assertThat(codec.read(3, input(bytes(new InstrumentState()))))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(new InstrumentState());
  }

  @Test
  void bytesOfALaterVersionAreNotGuessedAt() {
    assertThatThrownBy(() -> codec.read(4, input(new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessage("instrument state has version 4, known are 1 to 3");
  }

  private void assertReadsGolden(int version, InstrumentState expected) throws IOException {
    DataInputStream in = input(HexFormat.of().parseHex(golden(version)));
    assertThat(codec.read(version, in))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // NaN is NaN
        .isEqualTo(expected);
    assertThat(in.available()).isZero();
  }

  /** Every field has a value of its own, so that two that change places are seen. */
  private static InstrumentState sample() {
    InstrumentState state = withoutLayout();
    state.identities = new long[] {0x123456789abcdef0L, -2};
    state.sizes = new int[] {1, 2};
    FrameState frame = new FrameState(14_400_000_000L);
    frame.closedBars = 23;
    frame.bars.formingStart = 1_700_000_000_000_024L;
    frame.bars.lastStart = 1_700_000_000_000_025L;
    frame.bars.lastClose = 26.5;
    frame.bars.flats = 27;
    frame.bars.forming.close = 28.5;
    frame.bars.forming.updates = 29;
    state.frames = new FrameState[] {frame};
    return state;
  }

  private static InstrumentState withoutLayout() {
    InstrumentState state = withoutWindow();
    state.pastLayout = 0x2468ace0;
    state.pastBars = 1;
    state.past = new float[] {21.5f, -0.0f, 22.5f, 0};
    return state;
  }

  private static InstrumentState withoutWindow() {
    InstrumentState state = new InstrumentState();
    state.origins.add("exchange.trades.v1", 3, 1L << 40);
    state.origins.add("\u00e9", 0, 7);
    state.clock = 1_700_000_000_000_001L;
    state.bars.formingStart = 1_700_000_000_000_002L;
    state.bars.complete = true;
    state.bars.lastStart = 1_700_000_000_000_003L;
    state.bars.lastClose = 1.5;
    state.bars.flats = 2;
    Bar forming = state.bars.forming;
    forming.start = 1_700_000_000_000_004L;
    forming.open = 2.5;
    forming.high = 3.5;
    forming.low = 4.5;
    forming.close = 5.5;
    forming.volume = 6.5;
    forming.signedVolume = -7.5;
    forming.notional = 8.5;
    forming.updates = 9;
    state.closedBars = 10;
    state.inputMissing = true;
    state.price = 11.5;
    state.priceEventTime = 1_700_000_000_000_012L;
    state.priceAvailableAt = 1_700_000_000_000_013L;
    state.bookAt = 1_700_000_000_000_014L;
    state.fundingAt = 1_700_000_000_000_015L;
    state.fearGreedAt = 1_700_000_000_000_016L;
    state.atr = 17.5;
    state.volatility = 18.5;
    state.layout = 0x13579bdf;
    state.cells = new double[] {20.5, Double.NaN, -0.0};
    return state;
  }

  private byte[] bytes(InstrumentState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static String golden(int version) throws IOException {
    try (InputStream in =
        InstrumentStateCodecTest.class.getResourceAsStream(
            "instrument-state-v" + version + ".hex")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
          .strip();
    }
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
