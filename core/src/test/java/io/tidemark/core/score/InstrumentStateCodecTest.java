package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.BarSpec;
import io.tidemark.core.score.ServingState.OpenModelAlert;
import io.tidemark.core.score.ServingState.ShadowState;
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
  void theBytesOfVersionFiveAreFrozen() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(sample()))).isEqualTo(golden(5));
    assertThat(codec.version()).isEqualTo(5);
  }

  @Test
  void theFrozenBytesOfVersionFiveAreReadToTheLast() throws IOException {
    assertReadsGolden(5, sample());
  }

  @Test
  void theFrozenBytesOfVersionFourAreReadToTheLastAndAskForNoModel() throws IOException {
    assertReadsGolden(4, withoutModels());
  }

  @Test
  void aCopyOfTheMarketSharesNothingAndAsksForNoModel() throws IOException {
    InstrumentState copy = sample().copyOfMarket();
    assertThat(bytes(copy)).isEqualTo(bytes(withoutModels()));
    InstrumentState other = sample();
    InstrumentState taken = other.copyOfMarket();
    taken.cells[0]++;
    taken.origins.add("x", 0, 1);
    taken.bars.forming.close++;
    assertThat(bytes(other)).isEqualTo(bytes(sample()));
  }

  @Test
  void whoAdoptsAnotherStateIsThatStateButForTheModels() throws IOException {
    InstrumentState state = new InstrumentState();
    state.adopt(withoutModels());
    assertThat(state)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(withoutModels());
    state = new InstrumentState();
    ServingState serving = state.serving;
    state.adopt(sample());
    assertThat(state.serving).isSameAs(serving);
  }

  @Test
  void theFrozenBytesOfVersionThreeAreReadToTheLastAndHaveCountedNoTakers() throws IOException {
    assertReadsGolden(3, withoutTrades());
  }

  @Test
  void aMemoryOfTradesThatHasGoneRoundIsReadBackAsItWas() throws IOException {
    InstrumentState state = new InstrumentState();
    for (int i = 0; i < 700; i++) {
      state.trades.isNew("x" + i, i);
    }
    InstrumentState again = codec.read(5, input(bytes(state)));
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
    assertThat(codec.read(5, input(bytes(new InstrumentState()))))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(new InstrumentState());
  }

  @Test
  void bytesOfALaterVersionAreNotGuessedAt() {
    assertThatThrownBy(() -> codec.read(6, input(new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessage("instrument state has version 6, known are 1 to 5");
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
    InstrumentState state = withoutModels();
    state.serving.active = new ModelRef("active", "46", "a".repeat(64));
    state.serving.configured = "b".repeat(64);
    OpenModelAlert alert = new OpenModelAlert();
    alert.id = "alert";
    alert.openedAt = 1_700_000_000_000_047L;
    alert.repeats = 48;
    alert.action = ModelAction.ROLL_BACK;
    alert.model = new ModelRef("refused", "49", "c".repeat(64));
    state.serving.alert = alert;
    ShadowState shadow = new ShadowState();
    shadow.model = new ModelRef("shadow", "50", "d".repeat(64));
    shadow.instrument = withoutLayout();
    shadow.since = 1_700_000_000_000_051L;
    shadow.samples = 52;
    shadow.agreements = 53;
    shadow.differences = -54.5;
    shadow.distances = 55.5;
    shadow.farthest = 0.5;
    state.serving.shadow = shadow;
    return state;
  }

  private static InstrumentState withoutModels() {
    InstrumentState state = withoutTrades();
    state.bars.forming.buys = 30;
    state.bars.forming.sells = 31;
    FrameState hours = state.frames[0];
    hours.bars.forming.buys = 32;
    hours.bars.forming.sells = 33;
    state.frames = new FrameState[] {hours, ofTrades("1000t", 34), ofTrades("0.5v", 37)};
    state.trades.scattered = true;
    state.trades.largest = 40;
    state.trades.newest = 1_700_000_000_000_041L;
    state.trades.seen[0] = 42;
    state.trades.seen[15] = -43;
    state.trades.recent = 2;
    state.trades.next = 2;
    state.trades.hashes = new long[TradeMemory.RECENT];
    state.trades.hashes[0] = 44;
    state.trades.hashes[1] = -45;
    return state;
  }

  private static FrameState ofTrades(String bar, int number) {
    FrameState frame = new FrameState(BarSpec.parse(bar));
    frame.closedBars = number;
    frame.tradeBars.newest = 1_700_000_000_000_000L + number + 1;
    frame.tradeBars.forming.close = number + 1.5;
    frame.tradeBars.forming.updates = 7;
    frame.tradeBars.forming.sells = number + 2L;
    return frame;
  }

  private static InstrumentState withoutTrades() {
    InstrumentState state = withoutLayout();
    state.identities = new long[] {0x123456789abcdef0L, -2};
    state.sizes = new int[] {1, 2};
    FrameState frame = new FrameState(BarSpec.parse("4h"));
    frame.closedBars = 23;
    frame.bars.formingStart = 1_700_000_000_000_024L;
    frame.bars.lastStart = 1_700_000_000_000_025L;
    frame.bars.lastClose = 26.5;
    frame.bars.flats = 27;
    frame.bars.forming.close = 28.5;
    frame.bars.forming.updates = 29;
    frame.bars.forming.buys = Bar.UNKNOWN;
    frame.bars.forming.sells = Bar.UNKNOWN;
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
    forming.buys = Bar.UNKNOWN;
    forming.sells = Bar.UNKNOWN;
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
