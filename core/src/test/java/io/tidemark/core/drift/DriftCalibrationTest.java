package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DriftCalibrationTest {

  private static final int CLUSTERS = 5;
  private static final double BASE = 3;
  private static final double BASE_RUN_LENGTH = 1_000;

  /** True excess 1; each export estimates it from five clusters. */
  @Test
  void exportsThatEstimateTheirExponentKeepTheRateOnAverage() {
    SplittableRandom random = new SplittableRandom(11);
    int exports = 400_000;
    double rate = 0;
    double plugged = 0;
    for (int export = 0; export < exports; export++) {
      double sum = 0;
      for (int i = 0; i < CLUSTERS; i++) {
        sum -= Math.log(1 - random.nextDouble());
      }
      double excess = sum / CLUSTERS;
      FamilyTail tail = new FamilyTail(BASE, excess, Math.log(BASE_RUN_LENGTH), CLUSTERS);
      rate += Math.exp(BASE - tail.levelAt(20 * BASE_RUN_LENGTH)) / exports;
      plugged += Math.exp(-excess * Math.log(20)) / exports;
    }
    assertThat(rate).isCloseTo(1 / 20.0, Percentage.withPercentage(2));
    assertThat(plugged).isGreaterThan(1.5 / 20);
  }

  @Test
  void atItsBaseAFamilyIsWhatWasMeasured() {
    FamilyTail tail = new FamilyTail(BASE, 2, Math.log(BASE_RUN_LENGTH), CLUSTERS);
    assertThat(tail.levelAt(BASE_RUN_LENGTH)).isEqualTo(BASE);
    assertThat(tail.levelAt(BASE_RUN_LENGTH / 2)).isLessThan(BASE);
  }
}
