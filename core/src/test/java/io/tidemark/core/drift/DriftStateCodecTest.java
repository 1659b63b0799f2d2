package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeReference;
import io.tidemark.core.outcome.OutcomeState;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.OutcomeWatch;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.core.score.Task;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DriftStateCodecTest {

  private final DriftStateCodec codec = new DriftStateCodec();

  @Test
  void theBytesOfVersionThreeAreFrozenAndRead() throws IOException {
    DriftState sample = sample();
    addOutcomes(sample.outcomes);
    assertThat(StateBytes.bytes(codec, sample)).isEqualTo(golden(3));
    DriftState read = StateBytes.read(codec, 3, golden(3));
    assertThat(read.outcomes.known()).isEqualTo(2);
    assertThat(StateBytes.bytes(codec, read)).isEqualTo(golden(3));
  }

  @Test
  void theFrozenBytesOfVersionTwoAreReadWithoutOutcomes() throws IOException {
    DriftState read = StateBytes.read(codec, 2, golden(2));
    // A ring is written from its oldest sample, so that it begins there when it is read.
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // NaN is NaN
        .ignoringFields("times.ring", "times.oldest")
        .isEqualTo(sample());
    assertThat(read.times.at(0)).isEqualTo(1_700_000_000_000_002L);
  }

  @Test
  void ofVersionOneThePauseIsReadAndTheWindowsStartEmpty() throws IOException {
    DriftState read = StateBytes.read(codec, 1, golden(1));
    DriftState expected = sample();
    expected.calm = 0;
    expected.quietFor = 0;
    expected.named = -1;
    expected.distance = Double.NaN;
    expected.windows = new KsWindowState[0];
    expected.beyondWarn = new int[0];
    expected.beyondPause = new int[0];
    expected.times = new SampleTimes(0);
    OpenAlertState open = Objects.requireNonNull(expected.open);
    open.monitor = -1;
    open.acknowledged = "";
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // NaN is NaN
        .isEqualTo(expected);
  }

  @Test
  void aRingThatHasTurnedIsWrittenFromItsOldestSample() {
    DriftState turned = new DriftState();
    turned.windows = new KsWindowState[] {ring(3, 7, 8, 9)};
    DriftState straight = new DriftState();
    straight.windows = new KsWindowState[] {ring(3, 8, 9, 7)};
    turned.beyondWarn = straight.beyondWarn = new int[1];
    turned.beyondPause = straight.beyondPause = new int[1];
    turned.windows[0].oldest = 1;
    assertThat(turned.windows[0].live()).containsExactly(8, 9, 7);
    assertThat(StateBytes.bytes(codec, turned)).isEqualTo(StateBytes.bytes(codec, straight));
  }

  @Test
  void aNewStateIsWrittenAndReadBack() {
    assertThat(StateBytes.restored(codec, new DriftState()))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // NaN is NaN
        .isEqualTo(new DriftState());
  }

  @Test
  void bytesOfALaterVersionAreNotGuessedAt() {
    assertThatThrownBy(() -> StateBytes.read(codec, 4, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 4");
  }

  /** A paused state with a full window, one still filling, and one of values that are extreme. */
  private static DriftState sample() {
    OpenAlertState open = new OpenAlertState();
    open.id = "00112233445566778899aabbccddeeff";
    open.monitor = 1;
    open.feature = "realised_vol(24)";
    open.distance = 0.47;
    open.threshold = 0.4;
    open.window = 3;
    open.reference = 4000;
    open.openedAt = 1_700_000_000_000_000L;
    open.repeats = 12;
    open.modelId = "btc-linear";
    open.modelVersion = "3";
    open.acknowledged = "ann (fees changed)";
    DriftState state = new DriftState();
    state.fingerprint = 0x0123456789abcdefL;
    state.status = DriftStatus.PAUSED;
    state.calm = 2;
    state.quietFor = 1;
    state.named = 1;
    state.distance = 0.45;
    state.open = open;
    state.windows =
        new KsWindowState[] {
          ring(3, 1, -0.125f, 0), ring(3, 7), ring(3, Float.NEGATIVE_INFINITY, Float.MIN_VALUE)
        };
    state.beyondWarn = new int[] {2, 0, 1};
    state.beyondPause = new int[] {0, 3, 0};
    state.times = new SampleTimes(3);
    for (long time = 1; time <= 4; time++) {
      state.times.add(1_700_000_000_000_000L + time);
    }
    return state;
  }

  private static void addOutcomes(OutcomeState state) {
    OutcomeReference reference =
        new OutcomeReference(
            new OutcomeMeasure(Task.DIRECTION, 0.5),
            1_000,
            List.of(new TestReference(OutcomeTest.LOSS, 0.6, 0.1, 1, 2)));
    OutcomeWatch watch = new OutcomeWatch(60, 60, reference, 5);
    watch.take(state, 1_700_000_000_000_001L, 0.5f, -0.01, 0.5);
    watch.take(state, 1_700_000_000_000_002L, 0.5f, 0.01, 0.5);
  }

  private static KsWindowState ring(int size, float... values) {
    KsWindowState window = new KsWindowState(size);
    System.arraycopy(values, 0, window.ring, 0, values.length);
    window.count = values.length;
    return window;
  }

  private static byte[] golden(int version) {
    return StateBytes.golden(DriftStateCodecTest.class, "drift-state-v" + version);
  }
}
