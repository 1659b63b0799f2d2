package io.tidemark.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrendTest {

  private static final int SAMPLES = 40;

  private final long[] done = new long[SAMPLES];
  private final double[] mib = new double[SAMPLES];
  private final Random noise = new Random(7);

  @Test
  void aStraightLeakGrows() {
    fill(0.5, 1);
    Trend trend = Trend.of(done, mib, 1_000);
    assertThat(trend.perUnit()).isCloseTo(0.5, within(5 * trend.standardError()));
    assertThat(trend.grows()).isTrue();
  }

  @Test
  void noiseAloneDoesNotGrowNorDoesWhatShrinks() {
    fill(0, 3);
    assertThat(Trend.of(done, mib, 1_000).grows()).isFalse();
    fill(-0.5, 1);
    assertThat(Trend.of(done, mib, 1_000).grows()).isFalse();
  }

  @Test
  void whatGrewOnlyWhileItWarmedUpDoesNotGrow() {
    fill(0, 0.1);
    for (int i = 0; i < SAMPLES / 2; i++) {
      mib[i] -= 10.0 * (SAMPLES / 2 - i);
    }
    assertThat(Trend.of(done, mib, 1_000).grows()).isFalse();
  }

  @Test
  void aStraightLineBelowTheFloorIsNoLeak() {
    fill(0.09, 0);
    Trend trend = Trend.of(done, mib, 1_000);
    assertThat(trend.grown()).isCloseTo(0.09 * 19, within(1e-9));
    assertThat(trend.grows()).isFalse();
    fill(0.11, 0);
    assertThat(Trend.of(done, mib, 1_000).grows()).isTrue();
  }

  @Test
  void theStandardErrorIsThatOfTheTextbook() {
    // second half: (1, 1), (2, 3), (3, 2): slope 0.5, residuals -0.5, 1, -0.5, squares 1.5 / 1 / 2
    Trend trend = Trend.of(new long[] {-1, 0, 0, 1, 2, 3}, new double[] {9, 9, 9, 1, 3, 2}, 1);
    assertThat(trend.perUnit()).isCloseTo(0.5, within(1e-12));
    assertThat(trend.standardError()).isCloseTo(Math.sqrt(0.75), within(1e-12));
  }

  @Test
  void tooFewSamplesMakeNoLine() {
    assertThatThrownBy(() -> Trend.of(new long[4], new double[4], 1))
        .hasMessage("a line needs six samples, there are 4");
  }

  private void fill(double perUnit, double spread) {
    for (int i = 0; i < SAMPLES; i++) {
      done[i] = 1_000L * (i + 1);
      mib[i] = 300 + perUnit * (i + 1) + spread * noise.nextGaussian();
    }
  }
}
