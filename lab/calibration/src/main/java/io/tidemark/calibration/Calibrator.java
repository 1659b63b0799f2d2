package io.tidemark.calibration;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fits the tails of a {@link DriftCalibration} by resampling both the reference and the live stream
 * from one contiguous export, in blocks.
 *
 * <p>Run lengths are pooled: all samples over all alarms. A mean of the references' own run lengths
 * would be ruled by the best of them, while the alarms come from the worst.
 */
public final class Calibrator {

  /**
   * Thresholds are fitted to a budget times this, for what an exponential tail leaves out: that of
   * a volatility that clusters is heavier. Measured on trial streams with other seeds than any
   * published table, before it was fixed: docs/reports.
   */
  public static final double MARGIN = 1.75;

  private final CalibrationPlan plan;
  private final Parallel parallel;
  private final List<WatchedSeries> series;
  private final double[] rankTimes;
  private final double[] spreadTimes;
  private final int block;

  private Calibrator(CalibrationPlan plan, List<WatchedSeries> series) {
    this.plan = plan;
    this.parallel = new Parallel(plan.threads());
    this.series = series;
    int n = series.size();
    this.rankTimes = new double[n];
    this.spreadTimes = new double[n];
    double[] times = new double[n];
    List<double[]> ranksAndSpread =
        parallel.each(
            n,
            i -> {
              float[] values = series.get(i).values();
              return new double[] {
                AutocorrelationTime.ofRanks(values), AutocorrelationTime.ofSpread(values)
              };
            });
    for (int i = 0; i < n; i++) {
      rankTimes[i] = ranksAndSpread.get(i)[0];
      spreadTimes[i] = ranksAndSpread.get(i)[1];
      times[i] = Math.max(rankTimes[i], spreadTimes[i]);
    }
    this.block = BlockRule.lengthFor(plan, series, times);
  }

  /**
   * Calibrates.
   *
   * @param series what the gate looks at: rows of the training period at bar closes
   * @throws IllegalArgumentException naming all for which the export does not do
   */
  public static CalibrationReport calibrate(List<WatchedSeries> series, CalibrationPlan plan) {
    requireUsable(series, plan);
    return new Calibrator(plan, List.copyOf(series)).fit();
  }

  /**
   * Asks of one series what {@link #calibrate} asks of all.
   *
   * @throws IllegalArgumentException saying why it cannot be calibrated
   */
  public static void requireLongEnough(WatchedSeries series, CalibrationPlan plan) {
    requireUsable(List.of(series), plan);
    var unused = new Calibrator(plan, List.of(series));
  }

  private static void requireUsable(List<WatchedSeries> series, CalibrationPlan plan) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to watch");
    }
    List<String> wrong = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int rows = series.get(0).values().length;
    for (WatchedSeries one : series) {
      if (!names.add(one.name())) {
        wrong.add(one.name() + " is there twice");
      }
      if (one.values().length != rows) {
        wrong.add("%s has %d rows, not %d".formatted(one.name(), one.values().length, rows));
      }
      double present = (double) plan.draws().reference() * one.present() / Math.max(1, rows);
      if (present < (double) CalibrationPlan.REFERENCE_PER_WINDOW * plan.gate().window()) {
        wrong.add(
            "%s is missing so often that a baseline of %d rows has only %.0f of its values, it needs %d"
                .formatted(
                    one.name(),
                    plan.draws().reference(),
                    present,
                    CalibrationPlan.REFERENCE_PER_WINDOW * plan.gate().window()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  private CalibrationReport fit() {
    TailFit fit = new TailFit(plan, series, parallel, r -> new Deployment(plan, series, block, r));
    DriftCalibration calibration = fit.calibration();
    Levels decisive = fit.decisive();
    return new CalibrationReport(
        calibration,
        plan,
        series.get(0).values().length,
        block,
        decisive.samples(),
        decisive.tail().peaks(),
        spread(decisive),
        reports(calibration));
  }

  private CalibrationReport.Spread spread(Levels levels) {
    Levels.Tail tail = levels.tail();
    double pooled = levels.samples() / Math.max(1, levels.alarms(tail.base()));
    double[] each =
        IntStream.range(0, levels.chunks().length)
            .mapToDouble(
                r -> {
                  float[] stream = levels.chunks()[r];
                  // Without an alarm it is at least as long as the stream.
                  int alarms = Math.max(1, levels.alarms(stream, tail.base()));
                  return MARGIN * stream.length * levels.chunk() / alarms / pooled;
                })
            .sorted()
            .toArray();
    return new CalibrationReport.Spread(
        each[0], each[each.length / 10], each[each.length / 2], each[each.length * 9 / 10], MARGIN);
  }

  private int[][] delays(Deployment deployment, SampleMoments[] calm, double[][] thresholds) {
    Change[] changes = Change.values();
    int[][] delays = new int[series.size()][changes.length];
    for (int i = 0; i < delays.length; i++) {
      for (int c = 0; c < changes.length && calm[i].varies(); c++) {
        delays[i][c] = deployment.delay(i, calm[i], changes[c], thresholds[i], plan.longest());
      }
    }
    return delays;
  }

  private List<SeriesReport> reports(DriftCalibration calibration) {
    Change[] changes = Change.values();
    SampleMoments[] calm =
        series.stream().map(one -> SampleMoments.of(one.values())).toArray(SampleMoments[]::new);
    double[][] thresholds = new double[series.size()][];
    for (int i = 0; i < thresholds.length; i++) {
      WatchedSeries one = series.get(i);
      FamilyTail family = one.mayPause() ? calibration.pausing() : calibration.watched();
      thresholds[i] =
          Arrays.stream(plan.windows())
              .mapToDouble(
                  window -> calibration.threshold(one.name(), window, family, plan.budget()))
              .toArray();
    }
    int[][][] delays =
        parallel
            .each(
                plan.draws().references(),
                r -> delays(new Deployment(plan, series, block, r), calm, thresholds))
            .toArray(int[][][]::new);
    List<SeriesReport> reports = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      List<Delay> ofSeries = new ArrayList<>();
      for (int c = 0; c < changes.length && calm[i].varies(); c++) {
        int[] each = new int[delays.length];
        for (int r = 0; r < each.length; r++) {
          each[r] = delays[r][i][c];
        }
        ofSeries.add(Delay.of(changes[c], each, plan.longest()));
      }
      WatchedSeries one = series.get(i);
      reports.add(
          new SeriesReport(
              one.name(), one.mayPause(), rankTimes[i], spreadTimes[i], thresholds[i], ofSeries));
    }
    return reports;
  }
}
