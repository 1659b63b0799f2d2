package io.tidemark.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AutocorrelationTimeTest {

  private static final int N = 50_000;

  @Test
  void independentSamplesCountForThemselves() {
    assertThat(AutocorrelationTime.ofRanks(CalmStreams.independent(1, N)))
        .isCloseTo(1, within(0.1));
    assertThat(AutocorrelationTime.ofSpread(CalmStreams.independent(1, N)))
        .isCloseTo(1, within(0.1));
  }

  /** (1 + phi) / (1 - phi) for the values; the ranks of a normal series know a little less. */
  @Test
  void anAutoregressionHasTheTimeThatItsFormulaSays() {
    assertThat(AutocorrelationTime.ofRanks(CalmStreams.autoregressive(2, N, 0.5)))
        .isCloseTo(3, within(0.3));
    assertThat(AutocorrelationTime.ofRanks(CalmStreams.autoregressive(2, N, 0.9)))
        .isCloseTo(19, within(3.0));
  }

  @Test
  void clusteredVolatilityShowsInTheSpreadAndNotInTheRanks() {
    float[] clustered = CalmStreams.clustered(3, N);
    assertThat(AutocorrelationTime.ofRanks(clustered)).isLessThan(1.3);
    assertThat(AutocorrelationTime.ofSpread(clustered)).isGreaterThan(8);
  }

  @Test
  void aConstantAndAMissingSeriesHaveNoMemory() {
    float[] missing = new float[1_000];
    Arrays.fill(missing, Float.NaN);
    assertThat(AutocorrelationTime.ofRanks(new float[1_000])).isEqualTo(1);
    assertThat(AutocorrelationTime.ofSpread(new float[1_000])).isEqualTo(1);
    assertThat(AutocorrelationTime.ofRanks(missing)).isEqualTo(1);
  }
}
