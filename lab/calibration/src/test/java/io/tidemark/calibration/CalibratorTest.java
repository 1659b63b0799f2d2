package io.tidemark.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.DriftCalibration.SeriesTail;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CalibratorTest {

  private static final int WINDOW = 100;
  private static final int REFERENCE = 2_000;
  private static final int ROWS = 20_000;
  private static final double BUDGET = 5_000;
  private static final CalibrationPlan PLAN =
      CalibrationPlan.of(WINDOW, REFERENCE, 7).withBudget(BUDGET);

  private static final CalibrationPlan ONE_WINDOW =
      new CalibrationPlan(
          new CalibrationPlan.Gate(WINDOW, 0, 3),
          new CalibrationPlan.Draws(REFERENCE, 40, 0, 7),
          BUDGET,
          1);

  /**
   * Kolmogorov's law: the chance of D falls as exp(-2 n D^2), 1/n = 1/w + 1/m. How often windows
   * begin to be beyond it falls a little slower: a factor of D^2 stands before the exponential.
   */
  @Test
  void theExponentOfIndependentSamplesIsKolmogorovs() {
    double exponent = 0;
    for (int export = 0; export < 8; export++) {
      exponent += exponent(CalmStreams.independent(export, ROWS)) / 8;
    }
    double n = 1 / (1.0 / WINDOW + 1.0 / REFERENCE);
    assertThat(exponent * 2 * n).isBetween(1.0, 1.3);
  }

  @Test
  void aBlockIsFiveWindowsOfIndependentSamples() {
    CalibrationReport report =
        Calibrator.calibrate(List.of(pausing("x", CalmStreams.independent(1, ROWS))), PLAN);
    assertThat(report.block()).isEqualTo(5 * WINDOW);
  }

  @Test
  void aSingleSeriesInOneWindowIsAFamilyOfOne() {
    DriftCalibration calibration =
        Calibrator.calibrate(List.of(pausing("x", CalmStreams.independent(1, ROWS))), ONE_WINDOW)
            .calibration();
    FamilyTail family = calibration.pausing();
    assertThat(family.excess()).isCloseTo(1, within(0.01));
    assertThat(family.base())
        .isCloseTo(family.logRunLength() + Math.log(Calibrator.MARGIN), within(0.05));
    assertThat(calibration.watched()).isEqualTo(calibration.pausing());
  }

  /**
   * D is about indicators; the slowest, of the median, has a time of 1 + 2 sum 2/pi asin(phi^k).
   */
  @Test
  void dependenceWidensTheTailByNoMoreThanTheTimeOfTheSlowestIndicator() {
    double phi = 0.5;
    double time = 1;
    for (int lag = 1; lag < 60; lag++) {
      time += 2 * 2 / Math.PI * Math.asin(Math.pow(phi, lag));
    }
    // One export has some ten clusters in its tail, too few for a narrow bound.
    double independent = 0;
    double dependent = 0;
    for (int export = 0; export < 8; export++) {
      independent += exponent(CalmStreams.independent(export, ROWS));
      dependent += exponent(CalmStreams.autoregressive(100 + export, ROWS, phi));
    }
    assertThat(dependent / independent).isBetween(1.3, time);
  }

  @Test
  void moreSeriesHaveWiderThresholdsThanOneAlone() {
    List<WatchedSeries> twenty = independent(20);
    CalibrationReport family = Calibrator.calibrate(twenty, ONE_WINDOW);
    CalibrationReport one = Calibrator.calibrate(twenty.subList(0, 1), ONE_WINDOW);
    // Twenty independent series: each may be beyond in a twentieth of the budget.
    double expected =
        one.calibration().threshold("x0", WINDOW, one.calibration().pausing(), 20 * BUDGET);
    assertThat(family.series().get(0).thresholds()[0])
        .isGreaterThan(one.series().get(0).thresholds()[0])
        .isCloseTo(expected, Percentage.withPercentage(5));
  }

  @Test
  void theLessAnExportSaysTheMoreABudgetBeyondItAsks() {
    List<WatchedSeries> all = List.of(pausing("x", CalmStreams.independent(1, ROWS)));
    DriftCalibration calibration = Calibrator.calibrate(all, ONE_WINDOW).calibration();
    FamilyTail own = calibration.pausing();
    FamilyTail surer =
        new FamilyTail(own.base(), own.excess(), own.logRunLength(), 10 * own.clusters());
    double within = 1.2 * Math.exp(own.logRunLength());
    assertThat(own.clusters()).isEqualTo(ROWS * 20.0 / (250 * WINDOW));
    assertThat(calibration.threshold("x", WINDOW, own, within))
        .isCloseTo(calibration.threshold("x", WINDOW, surer, within), within(1e-3));
    assertThat(calibration.threshold("x", WINDOW, own, 10 * ROWS))
        .isGreaterThan(1.03 * calibration.threshold("x", WINDOW, surer, 10 * ROWS));
  }

  @Test
  void aFewSeriesAreUnsureFromTheirOwnBaseOn() {
    List<WatchedSeries> two = independent(2);
    FamilyTail both = Calibrator.calibrate(two, ONE_WINDOW).calibration().pausing();
    FamilyTail one = Calibrator.calibrate(two.subList(0, 1), ONE_WINDOW).calibration().pausing();
    assertThat(both.base()).isCloseTo(one.base(), within(0.05));
    assertThat(both.logRunLength())
        .isCloseTo(one.logRunLength() - Math.log(2) / both.excess(), within(0.15));
  }

  @Test
  void twoWindowsOfOneSeriesAreOneSeries() {
    List<WatchedSeries> x = List.of(pausing("x", CalmStreams.independent(50, ROWS)));
    FamilyTail one = Calibrator.calibrate(x, ONE_WINDOW).calibration().pausing();
    FamilyTail both = Calibrator.calibrate(x, PLAN).calibration().pausing();
    assertThat(both.base()).isGreaterThan(one.base() + 0.2);
    assertThat(both.logRunLength()).isCloseTo(one.logRunLength(), within(0.05));
  }

  @Test
  void whatMayOnlyAlertIsNoPartOfTheFamilyThatPauses() {
    float[] x = CalmStreams.independent(1, ROWS);
    WatchedSeries alerting = new WatchedSeries("y", false, CalmStreams.independent(2, ROWS));
    DriftCalibration alone = Calibrator.calibrate(List.of(pausing("x", x)), PLAN).calibration();
    DriftCalibration both =
        Calibrator.calibrate(List.of(pausing("x", x), alerting), PLAN).calibration();
    assertThat(both.pausing()).isEqualTo(alone.pausing());
    assertThat(both.threshold("x", WINDOW, both.watched(), BUDGET))
        .isGreaterThan(both.threshold("x", WINDOW, both.pausing(), BUDGET));
  }

  @Test
  void theResultDependsOnTheSeedAndNotOnTheThreads() {
    List<WatchedSeries> series =
        List.of(
            pausing("x", CalmStreams.independent(1, ROWS)),
            new WatchedSeries("y", false, CalmStreams.clustered(2, ROWS)));
    CalibrationReport one = Calibrator.calibrate(series, PLAN);
    CalibrationReport two = Calibrator.calibrate(series, PLAN.withThreads(2));
    CalibrationReport other = Calibrator.calibrate(series, withSeed(8));
    assertThat(two.calibration()).isEqualTo(one.calibration());
    assertThat(two.series()).usingRecursiveComparison().isEqualTo(one.series());
    assertThat(two.spread()).isEqualTo(one.spread());
    assertThat(other.calibration()).isNotEqualTo(one.calibration());
  }

  @Test
  void aConstantSeriesIsBeyondWithItsFirstChangeOnly() {
    float[] constant = new float[ROWS];
    Arrays.fill(constant, 3f);
    CalibrationReport report =
        Calibrator.calibrate(
            List.of(pausing("x", CalmStreams.independent(1, ROWS)), pausing("c", constant)), PLAN);
    double threshold = report.series().get(1).thresholds()[0];
    assertThat(threshold).isBetween(0.0, 1.0 / WINDOW);
    assertThat(report.series().get(0).thresholds()[0]).isBetween(0.1, 0.4);
  }

  @Test
  void aShortWindowSeesALargeChangeSoonerAndCostsTheLongOneLittle() {
    List<WatchedSeries> series = List.of(pausing("x", CalmStreams.independent(1, ROWS)));
    CalibrationReport one = Calibrator.calibrate(series, ONE_WINDOW);
    CalibrationReport both = Calibrator.calibrate(series, PLAN);
    assertThat(one.series().get(0).thresholds()).hasSize(1);
    assertThat(both.series().get(0).thresholds()[1])
        .isGreaterThan(1.5 * both.series().get(0).thresholds()[0]);
    assertThat(both.series().get(0).thresholds()[0])
        .isBetween(one.series().get(0).thresholds()[0], 1.15 * one.series().get(0).thresholds()[0]);
    assertThat(delay(both, Change.SHIFT_ONE).mean())
        .isLessThan(delay(one, Change.SHIFT_ONE).mean());
  }

  @Test
  void fewDistinctValuesNeedNoMoreThanManyDo() {
    float[] coarse = CalmStreams.independent(1, ROWS);
    for (int i = 0; i < ROWS; i++) {
      coarse[i] = coarse[i] > 1 ? 1 : 0;
    }
    assertThat(threshold(coarse))
        .isGreaterThan(0.05)
        .isLessThan(threshold(CalmStreams.independent(1, ROWS)));
  }

  @Test
  void aLargerBudgetWaitsLongerForAChange() {
    List<WatchedSeries> series = List.of(pausing("x", CalmStreams.independent(1, ROWS)));
    CalibrationReport small = Calibrator.calibrate(series, PLAN);
    CalibrationReport large = Calibrator.calibrate(series, PLAN.withBudget(100 * BUDGET));
    for (Change change : Change.values()) {
      assertThat(delay(large, change).mean())
          .as(change.words())
          .isGreaterThan(delay(small, change).mean());
    }
    Delay sigma = delay(small, Change.SHIFT_ONE);
    assertThat(sigma.unseen()).isZero();
    assertThat(sigma.mean()).isBetween(10.0, 60.0);
  }

  /** About 100 alarms of 20 gates, each calibrated from an export of its own and from it alone. */
  @Test
  void gatesCalibratedFromTheirOwnExportKeepTheBudget() {
    long samples = 0;
    long alarms = 0;
    int live = 40_000;
    for (int gate = 0; gate < 20; gate++) {
      float[] export = CalmStreams.autoregressive(1_000 + gate, ROWS, 0.5);
      double[] thresholds =
          Calibrator.calibrate(List.of(pausing("x", export)), PLAN).series().get(0).thresholds();
      float[] baseline = CalmStreams.thinned(3_000 + gate, export, REFERENCE);
      GateWatch watch = GateWatch.of(PLAN, baseline, thresholds);
      for (float value : CalmStreams.autoregressive(2_000 + gate, live, 0.5)) {
        if (watch.step(value) > 1) {
          alarms++;
          watch.empty();
        }
      }
      samples += live;
    }
    assertThat((double) samples / alarms / BUDGET).isBetween(0.8, 3.0);
  }

  @Test
  void whatCannotBeCalibratedIsRefusedWithEveryReason() {
    assertThatThrownBy(
            () ->
                new CalibrationPlan(
                    new CalibrationPlan.Gate(200, 200, 3),
                    new CalibrationPlan.Draws(1_999, 39, 0, 1),
                    100_000,
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the short window must be 0, or at least 10 samples and below")
        .hasMessageContaining("2000, had 1999")
        .hasMessageContaining("references must be at least 40, was 39");
    assertThatThrownBy(
            () ->
                Calibrator.calibrate(
                    List.of(pausing("x", CalmStreams.independent(1, 4_999))), PLAN))
        .hasMessageContaining("4999 rows, a window of 100 needs at least 5000");
    assertThatThrownBy(
            () ->
                Calibrator.calibrate(
                    List.of(pausing("slow", CalmStreams.autoregressive(1, ROWS, 0.9995))), PLAN))
        .hasMessageContaining("slow depends on itself over")
        .hasMessageContaining("ignore it");
    float[] missing = CalmStreams.independent(1, ROWS);
    Arrays.fill(missing, 0, ROWS * 2 / 3, Float.NaN);
    assertThatThrownBy(() -> Calibrator.calibrate(List.of(pausing("gaps", missing)), PLAN))
        .hasMessageContaining("gaps is missing so often");
  }

  private static Delay delay(CalibrationReport report, Change change) {
    return report.series().get(0).delays().stream()
        .filter(delay -> delay.change() == change)
        .findFirst()
        .orElseThrow();
  }

  private static double exponent(float[] values) {
    return Calibrator.calibrate(List.of(pausing("x", values)), PLAN)
        .calibration()
        .series()
        .getOrDefault("x", new SeriesTail(0, 0))
        .b();
  }

  private static double threshold(float[] values) {
    return Calibrator.calibrate(List.of(pausing("x", values)), PLAN)
        .series()
        .get(0)
        .thresholds()[0];
  }

  private static CalibrationPlan withSeed(long seed) {
    return CalibrationPlan.of(WINDOW, REFERENCE, seed).withBudget(BUDGET);
  }

  private static List<WatchedSeries> independent(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> pausing("x" + i, CalmStreams.independent(50 + i, ROWS)))
        .toList();
  }

  private static WatchedSeries pausing(String name, float[] values) {
    return new WatchedSeries(name, true, values);
  }
}
