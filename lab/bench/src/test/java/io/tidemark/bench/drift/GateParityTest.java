package io.tidemark.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.Calibrator;
import io.tidemark.calibration.GateWatch;
import io.tidemark.calibration.WatchedSeries;
import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.feature.DriftRole;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calibration counts alarms with tests of its own: they must be the gate's. */
class GateParityTest {

  private static final int SET_UPS = 25;
  private static final int LIVE = 3_000;

  @ParameterizedTest
  @CsvSource({
    "40, 0, 1",
    "40, 0, 2",
    "40, 0, 3",
    "40, 0, 4",
    "40, 10, 1",
    "40, 10, 2",
    "40, 10, 3",
    "40, 10, 4",
    "60, 20, 1",
    "60, 20, 2",
    "60, 20, 3",
    "60, 20, 4"
  })
  void calibrationCountsAnAlarmAtTheVerySampleAtWhichTheGatePauses(
      int window, int shortWindow, int persistence) {
    RecordedTable known = table(1, 6_000, 0);
    CalibrationPlan plan =
        new CalibrationPlan(
            new CalibrationPlan.Gate(window, shortWindow, persistence),
            new CalibrationPlan.Draws(12 * window, 40, 0, 1),
            10 * window + 1,
            1);
    DriftCalibration calibration =
        Calibrator.calibrate(RecordedGate.series(known, name -> DriftRole.PAUSE), plan)
            .calibration();
    int pauses = 0;
    for (int seed = 2; seed < 2 + SET_UPS; seed++) {
      SplittableRandom random = new SplittableRandom(seed).split();
      CalibrationPlan drawn =
          new CalibrationPlan(
              plan.gate(),
              new CalibrationPlan.Draws(
                  plan.draws().reference(), plan.draws().references(), 0, seed),
              (10 * window + 1) * Math.exp(3 * random.nextDouble()),
              1);
      RecordedTable live = table(seed, LIVE, random.nextDouble());
      List<Integer> paused =
          RecordedGate.of(known, List.of(), name -> DriftRole.PAUSE, drawn, calibration)
              .resumedAfterEach(live)
              .pauses()
              .stream()
              .map(Episode::from)
              .toList();
      assertThat(paused)
          .as("window %d, %d, persistence %d, seed %d", window, shortWindow, persistence, seed)
          .isEqualTo(alarms(known, live, drawn, calibration));
      pauses += paused.size();
    }
    assertThat(pauses).isGreaterThan(SET_UPS);
  }

  /** Rows at which any of the series' tests is beyond; then all of them are emptied. */
  private static List<Integer> alarms(
      RecordedTable known, RecordedTable live, CalibrationPlan plan, DriftCalibration calibration) {
    int[] rows =
        FalseAlarms.baselineRows(plan.draws().seed(), known.size(), plan.draws().reference());
    List<WatchedSeries> reference = RecordedGate.series(known, name -> DriftRole.PAUSE);
    List<WatchedSeries> series = RecordedGate.series(live, name -> DriftRole.PAUSE);
    List<GateWatch> watches = new ArrayList<>();
    for (WatchedSeries one : reference) {
      float[] baseline = FalseAlarms.baseline(one.values(), rows);
      watches.add(GateWatch.of(plan, baseline, thresholds(one.name(), plan, calibration)));
    }
    List<Integer> alarms = new ArrayList<>();
    for (int row = 0; row < live.size(); row++) {
      boolean beyond = false;
      for (int i = 0; i < watches.size(); i++) {
        beyond |= watches.get(i).step(series.get(i).values()[row]) > 1;
      }
      if (beyond) {
        alarms.add(row);
        watches.forEach(GateWatch::empty);
      }
    }
    return alarms;
  }

  private static double[] thresholds(
      String name, CalibrationPlan plan, DriftCalibration calibration) {
    double floor = DriftOptions.defaults().thresholds().minDistance();
    return IntStream.of(plan.gate().window(), plan.gate().shortWindow())
        .filter(window -> window > 0)
        .mapToDouble(
            window -> calibration.threshold(name, window, calibration.pausing(), plan.budget()))
        .map(threshold -> Math.max(floor, threshold))
        .toArray();
  }

  /** Two columns, now and then missing or infinite; the first one changes halfway. */
  private static RecordedTable table(long seed, int n, double shift) {
    SplittableRandom random = new SplittableRandom(1_000 + seed).split();
    float[] a = CalmProcess.AR_HALF.stream(seed, n);
    float[] b = CalmProcess.TIED.stream(seed, n);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float changed = a[i] + (float) (i < n / 2 ? 0 : shift);
      rows.add(new float[] {blemished(changed, random), blemished(b[i], random)});
    }
    return RecordedTable.of(List.of("a", "b"), rows);
  }

  private static float blemished(float value, SplittableRandom random) {
    double drawn = random.nextDouble();
    return drawn < 0.03 ? Float.NaN : drawn < 0.035 ? Float.POSITIVE_INFINITY : value;
  }
}
