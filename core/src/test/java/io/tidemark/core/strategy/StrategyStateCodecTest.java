package io.tidemark.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.state.HeapGraph;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The bytes of a released version are for ever. */
class StrategyStateCodecTest {

  private final StrategyStateCodec codec = new StrategyStateCodec();

  @Test
  void versionOneIsWrittenAsItsGolden() throws IOException {
    assertThat(StateBytes.bytes(codec, StrategyStates.two())).isEqualTo(golden());
  }

  @Test
  void versionOneIsReadFromItsGolden() throws IOException {
    StrategyState read = StateBytes.read(codec, 1, golden());
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(StrategyStates.two());
  }

  @Test
  void aStateThatHasSeenNothingComesBack() {
    assertThat(StateBytes.restored(codec, new StrategyState()))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(new StrategyState());
  }

  @Test
  void itTakesTheHeapThatItSays() {
    StrategyState state = StrategyStates.two();
    assertThat(state.heapBytes()).isCloseTo(HeapGraph.bytes(state), Percentage.withPercentage(25));
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    assertThatThrownBy(() -> StateBytes.read(codec, 2, new byte[200]))
        .isInstanceOf(IOException.class)
        .hasMessage("strategy state has version 2, known is 1");
  }

  private static byte[] golden() {
    return StateBytes.golden(StrategyStateCodecTest.class, "strategy-state-v1");
  }
}
