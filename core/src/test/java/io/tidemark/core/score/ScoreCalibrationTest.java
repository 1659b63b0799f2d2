package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strength and interval of a score. */
class ScoreCalibrationTest {

  private static final double[] NO_EDGES = {};

  @Test
  void strengthIsTheShareOfValidationScoresThatWereLessDecided() {
    double[] distances = new Random(7).doubles(20_000, 0, 0.3).map(x -> x * x).sorted().toArray();
    ScoreCalibration calibration = with(percentiles(distances));
    for (double p = 0.4; p < 0.6; p += 0.0007) {
      double distance = Math.abs(p - 0.5);
      double share = Arrays.stream(distances).filter(other -> other <= distance).count() / 20_000.0;
      assertThat(calibration.strength(p)).isCloseTo(100 * share, offset(0.5));
    }
  }

  @Test
  void bothDirectionsAreEquallyStrong() {
    ScoreCalibration calibration =
        with(percentiles(new Random(8).doubles(500, 0, 0.5).sorted().toArray()));
    for (double distance = 0; distance <= 0.5; distance += 1 / 256.0) {
      assertThat(calibration.strength(0.5 + distance))
          .isEqualTo(calibration.strength(0.5 - distance));
    }
  }

  @Test
  void strengthStaysWithinZeroAndOneHundredAndNeverFalls() {
    ScoreCalibration calibration =
        with(percentiles(new Random(9).doubles(50, 0.1, 0.2).sorted().toArray()));
    assertThat(calibration.strength(0.5)).isZero();
    assertThat(calibration.strength(1)).isEqualTo(100);
    double last = 0;
    for (double p = 0.5; p <= 1; p += 0.001) {
      assertThat(calibration.strength(p)).isBetween(last, 100.0);
      last = calibration.strength(p);
    }
  }

  @Test
  void amongTiesTheHighestPercentileCounts() {
    double[] quantiles = new double[101];
    Arrays.fill(quantiles, 40, 61, 0.125);
    Arrays.fill(quantiles, 61, 101, 0.25);
    assertThat(with(quantiles).strength(0.375)).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource({"10, 5", "10, 0", "10, 10", "1, 1", "250, 131", "100000, 50300"})
  void theEndsOfTheIntervalAreWhereTheObservedShareIsJustNotSurprising(long n, long ups) {
    ScoreCalibration calibration =
        new ScoreCalibration(new double[101], NO_EDGES, new long[] {n}, new long[] {ups});
    assertThat(calibration.intervalLow(0.6)).isCloseTo(root(n, ups, false), offset(1e-9));
    assertThat(calibration.intervalHigh(0.6)).isCloseTo(root(n, ups, true), offset(1e-9));
  }

  @Test
  void aScoreOnAnEdgeBelongsToTheBinAbove() {
    ScoreCalibration calibration =
        new ScoreCalibration(
            new double[101],
            new double[] {0.4, 0.6},
            new long[] {10, 0, 1_000_000},
            new long[] {0, 0, 800_000});
    assertThat(calibration.intervalLow(0.39)).isZero();
    assertThat(calibration.intervalLow(0.4)).as("an empty bin says nothing").isZero();
    assertThat(calibration.intervalHigh(0.4)).as("an empty bin says nothing").isEqualTo(1);
    assertThat(calibration.intervalHigh(0.6)).isCloseTo(0.8, offset(0.001));
  }

  /**
   * Restated: Wilson's ends are the two true shares p for which the observed one lies exactly 1.96
   * standard errors (of p) away; here by bisection.
   */
  private static double root(long n, long ups, boolean upper) {
    double observed = (double) ups / n;
    double inside = observed;
    double outside = upper ? 1 : 0;
    for (int i = 0; i < 200; i++) {
      double p = (inside + outside) / 2;
      boolean surprising = Math.abs(observed - p) > 1.959963984540054 * Math.sqrt(p * (1 - p) / n);
      if (surprising) {
        outside = p;
      } else {
        inside = p;
      }
    }
    return inside;
  }

  private static double[] percentiles(double[] sorted) {
    double[] quantiles = new double[101];
    for (int i = 0; i <= 100; i++) {
      quantiles[i] = sorted[(sorted.length - 1) * i / 100];
    }
    return quantiles;
  }

  private static ScoreCalibration with(double[] quantiles) {
    return new ScoreCalibration(quantiles, NO_EDGES, new long[] {0}, new long[] {0});
  }
}
