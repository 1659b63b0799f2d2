package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.state.HeapGraph;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DriftStateHeapTest {

  private static final Percentage QUARTER = Percentage.withPercentage(25);
  private static final int REFERENCE = 4_000;

  private final float[] reference = new float[REFERENCE];
  private final GateRun run;

  DriftStateHeapTest() {
    for (int i = 0; i < REFERENCE; i++) {
      reference[i] = i;
    }
    List<FeatureBaseline> features =
        List.of(
            new FeatureBaseline("f0", DriftRole.PAUSE, reference),
            new FeatureBaseline("f1", DriftRole.PAUSE, reference));
    run =
        new GateRun(
            new DriftGate(
                new DriftBaseline("m", "1", features, new float[0], null),
                new DriftOptions(
                    200, 0, 1, new DriftThresholds(0, 0.98, 0.99), ResumeMode.AUTO, 1_000, 1)));
  }

  @Test
  void windowsThatFillHaveNoTreeYet() {
    bars(199);
    assertThat(run.state.heapBytes()).isLessThan(10_000);
    assertThat(run.state.heapBytes()).isCloseTo(live(), QUARTER);
  }

  @Test
  void aFullWindowHasATreeManyTimesAsLargeAsWhatIsWritten() {
    bars(199);
    long before = run.state.heapBytes();
    bars(1);
    assertThat(run.state.heapBytes()).isGreaterThan(before + 2L * 9 * REFERENCE);
    assertThat(run.state.heapBytes()).isCloseTo(live(), QUARTER);
  }

  private void bars(int n) {
    for (int i = 0; i < n; i++) {
      var unused = run.bar(i * 13 % REFERENCE, i * 17 % REFERENCE);
    }
  }

  private long live() {
    return HeapGraph.bytes(
        run.state,
        Arrays.stream(run.state.windows)
            .filter(window -> window.tree != null)
            .map(window -> window.tree.reference)
            .toArray());
  }
}
