package io.tidemark.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.score.ScoringState;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of a released version are for ever. */
class WatchedStateCodecTest {

  private static final long HOUR = 3_600_000_000L;

  private final WatchedStateCodec codec = new WatchedStateCodec();

  @Test
  void versionOneIsWrittenAsItsGolden() throws IOException {
    assertThat(StateBytes.bytes(codec, state())).isEqualTo(golden());
  }

  @Test
  void versionOneIsReadFromItsGolden() throws IOException {
    WatchedState read = StateBytes.read(codec, 1, golden());
    assertThat(read.calls).containsExactly("rsi(14)", "spread");
    assertThat(read.values).containsExactly(61.5, Double.NaN);
    assertThat(read.barLength).isEqualTo(HOUR);
    assertThat(StateBytes.bytes(codec, read)).isEqualTo(golden());
  }

  @Test
  void aFeatureThatIsStillWatchedGoesOnAndAnotherBeginsAnew() {
    WatchedState state = state();
    ScoringState kept = state.scoring[0];

    state.layOut(List.of("log_return", "rsi(14)"), HOUR);
    assertThat(state.values).containsExactly(Double.NaN, 61.5);
    assertThat(state.scoring[1]).isSameAs(kept);

    state.layOut(List.of("rsi(14)"), 2 * HOUR);
    assertThat(state.values).as("upon other bars it is another").containsExactly(Double.NaN);
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    assertThatThrownBy(() -> StateBytes.read(codec, 2, new byte[200]))
        .isInstanceOf(IOException.class)
        .hasMessage("watched features have version 2, known is 1");
  }

  private static WatchedState state() {
    WatchedState state = new WatchedState();
    state.layOut(List.of("rsi(14)", "spread"), HOUR);
    state.values[0] = 61.5;
    return state;
  }

  private static byte[] golden() {
    return StateBytes.golden(WatchedStateCodecTest.class, "watched-state-v1");
  }
}
