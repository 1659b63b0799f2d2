package io.tidemark.cli.drift.calibration;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.DriftCalibration.SeriesTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * published table, before it was fixed: docs/drift.md.
   */
  public static final double MARGIN = 1.75;

  /** Chunks in a window. */
  private static final int CHUNKS = 10;

  /** Below this a squared distance is none: D is a multiple of 1 / (m w). */
  private static final double NONE = 1e-12;

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
      double present = (double) plan.reference() * one.present() / Math.max(1, rows);
      if (present < (double) CalibrationPlan.REFERENCE_PER_WINDOW * plan.window()) {
        wrong.add(
            "%s is missing so often that a baseline of %d rows has only %.0f of its values, it needs %d"
                .formatted(
                    one.name(),
                    plan.reference(),
                    present,
                    CalibrationPlan.REFERENCE_PER_WINDOW * plan.window()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  private CalibrationReport fit() {
    List<Test> tests = tests();
    float[][][] squared =
        parallel
            .each(plan.references(), r -> squared(new Deployment(plan, series, block, r), tests))
            .toArray(float[][][]::new);
    Levels.Tail[] own = new Levels.Tail[tests.size()];
    for (int t = 0; t < own.length; t++) {
      own[t] = levels(ofTest(squared, t)).tail();
    }
    SeriesTail[] tails =
        Arrays.stream(SharedExponents.of(own, clusters()))
            .map(Calibrator::seriesTail)
            .toArray(SeriesTail[]::new);
    Levels pausing = family(squared, tests, tails, true);
    Levels watched = family(squared, tests, tails, false);
    DriftCalibration calibration =
        new DriftCalibration(
            plan.window(),
            plan.shortWindow(),
            plan.persistence(),
            named(tests, tails, plan.window()),
            named(tests, tails, plan.shortWindow()),
            familyTail(pausing.tail()),
            familyTail(watched.tail()));
    boolean anyPauses = series.stream().anyMatch(WatchedSeries::mayPause);
    Levels judged = anyPauses ? pausing : watched;
    return new CalibrationReport(
        calibration,
        plan,
        series.get(0).values().length,
        block,
        judged.samples(),
        judged.tail().peaks(),
        spread(judged),
        reports(calibration));
  }

  private float[][] squared(Deployment deployment, List<Test> tests) {
    int chunk = plan.window() / CHUNKS;
    return tests.stream()
        .map(test -> deployment.squared(test.at(), test.window(), chunk))
        .toArray(float[][]::new);
  }

  /** One series in one window. */
  private record Test(int at, int window) {}

  private List<Test> tests() {
    List<Test> tests = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      for (int window : plan.windows()) {
        tests.add(new Test(i, window));
      }
    }
    return tests;
  }

  private Map<String, SeriesTail> named(List<Test> tests, SeriesTail[] tails, int window) {
    Map<String, SeriesTail> named = new LinkedHashMap<>();
    for (int t = 0; t < tails.length; t++) {
      if (tests.get(t).window() == window) {
        named.put(series.get(tests.get(t).at()).name(), tails[t]);
      }
    }
    return named;
  }

  /**
   * Independent clusters that the export itself has above the level from which tails are fitted.
   */
  private double clusters() {
    double rows = series.get(0).values().length;
    return rows * Levels.PEAKS_PER_REFERENCE / plan.live();
  }

  private Levels levels(float[][] chunks) {
    return new Levels(chunks, plan.window() / CHUNKS, CHUNKS);
  }

  private static float[][] ofTest(float[][][] squared, int index) {
    float[][] one = new float[squared.length][];
    for (int r = 0; r < squared.length; r++) {
      one[r] = squared[r][index];
    }
    return one;
  }

  /** {@code D^2 = a + b ln ARL}. */
  private static SeriesTail seriesTail(Levels.Tail tail) {
    if (tail.excess() < NONE) {
      // It never strays further: any further distance at all is a change.
      return new SeriesTail(Math.max(0, tail.base()), NONE);
    }
    return new SeriesTail(tail.base() - tail.excess() * tail.logRunLength(), tail.excess());
  }

  /** A family that never strays has the level of a single series. */
  private FamilyTail familyTail(Levels.Tail tail) {
    double margin = Math.log(MARGIN);
    return tail.excess() < NONE
        ? new FamilyTail(0, 1, -margin, clusters())
        : new FamilyTail(tail.base(), tail.excess(), tail.logRunLength() - margin, clusters());
  }

  /** The largest level of those that may pause, or of all, chunk by chunk. */
  private Levels family(
      float[][][] squared, List<Test> tests, SeriesTail[] tails, boolean pausingOnly) {
    float[][] largest = new float[squared.length][];
    for (int r = 0; r < squared.length; r++) {
      largest[r] = new float[squared[r][0].length];
      Arrays.fill(largest[r], Float.NEGATIVE_INFINITY);
      for (int t = 0; t < tails.length; t++) {
        if (series.get(tests.get(t).at()).mayPause() || !pausingOnly) {
          raise(largest[r], squared[r][t], tails[t]);
        }
      }
    }
    return levels(largest);
  }

  private static void raise(float[] largest, float[] squared, SeriesTail tail) {
    for (int i = 0; i < squared.length; i++) {
      largest[i] = Math.max(largest[i], (float) ((squared[i] - tail.a()) / tail.b()));
    }
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

  private int[][] delays(Deployment deployment, double[][] thresholds) {
    Change[] changes = Change.values();
    int[][] delays = new int[series.size()][changes.length];
    for (int i = 0; i < delays.length; i++) {
      for (int c = 0; c < changes.length && varies(i); c++) {
        delays[i][c] = deployment.delay(i, changes[c], thresholds[i], plan.longest());
      }
    }
    return delays;
  }

  /** Changes are measured in standard deviations, of which a constant has none. */
  private boolean varies(int index) {
    return series.get(index).deviation() > 0;
  }

  private List<SeriesReport> reports(DriftCalibration calibration) {
    Change[] changes = Change.values();
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
                plan.references(), r -> delays(new Deployment(plan, series, block, r), thresholds))
            .toArray(int[][][]::new);
    List<SeriesReport> reports = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      List<Delay> ofSeries = new ArrayList<>();
      for (int c = 0; c < changes.length && varies(i); c++) {
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
