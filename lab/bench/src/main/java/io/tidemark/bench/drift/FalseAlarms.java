package io.tidemark.bench.drift;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.CalibrationReport;
import io.tidemark.calibration.Calibrator;
import io.tidemark.calibration.GateWatch;
import io.tidemark.calibration.Parallel;
import io.tidemark.calibration.SeriesReport;
import io.tidemark.calibration.WatchedSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * How often gates alarm where nothing changes. Each gate knows an export of its own, from which
 * alone it is calibrated and its baseline is taken; then it watches a stream that it has not seen.
 */
public final class FalseAlarms {

  static final double LEAST = 0.8;
  static final double MOST = 3;

  /** Live streams come in pieces of this many samples, so that a family of them fits in memory. */
  private static final int PIECE = 125_000;

  private static final int[] FEW = {2, 5, 10};

  private final Scale scale;
  private final CalibrationPlan plan;
  private final Parallel parallel;
  private final Consumer<String> say;

  public FalseAlarms(Scale scale, CalibrationPlan plan, Parallel parallel, Consumer<String> say) {
    this.scale = scale;
    this.plan = plan;
    this.parallel = parallel;
    this.say = say;
  }

  /** Streams of any number of columns, by seed and length. */
  private interface Source {
    float[][] columns(long seed, int n);
  }

  /** Of gates that look at one stream each. */
  public Section alone() {
    List<List<String>> rows = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    for (CalmProcess process : CalmProcess.values()) {
      Source source = (seed, n) -> new float[][] {process.stream(seed, n)};
      cell(process.words(), source, scale.alone(), rows, misses);
    }
    return section("False alarms", rows, misses);
  }

  /** Of gates that look at as many streams as most models have features. */
  public Section few() {
    List<List<String>> rows = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    for (int features : FEW) {
      cell(features + " features as a family", mixed(features), scale.few(), rows, misses);
    }
    return section("False alarms of small families", rows, misses);
  }

  /** Of gates that look at many streams, any of which may pause. */
  public Section family() {
    List<List<String>> rows = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    cell(
        scale.features() + " features as a family",
        mixed(scale.features()),
        scale.family(),
        rows,
        misses);
    return section("False alarms of a family", rows, misses);
  }

  private static Source mixed(int features) {
    return (seed, n) -> MixedFamily.streams(seed, features, n);
  }

  private Section section(String title, List<List<String>> rows, List<String> misses) {
    return new Section(
        title,
        String.format(
            Locale.ROOT,
            "Budget: one false alarm in %,.0f samples. Each gate is calibrated from an export of"
                + " %,d samples of its own and from nothing else (w %d and %d, m %d, k %d, %d"
                + " references, margin %.2f), then watches a calm stream that it has not seen. Run"
                + " length: all samples over all alarms; the interval is a bootstrap over gates."
                + " The bar is %.1f to %.0f.",
            scale.budget(),
            scale.rows(),
            plan.gate().window(),
            plan.gate().shortWindow(),
            plan.draws().reference(),
            plan.gate().persistence(),
            plan.draws().references(),
            Calibrator.MARGIN,
            LEAST,
            MOST),
        List.of(
            "stream",
            "run length / budget",
            "95 %",
            "alarms",
            "gates",
            "references",
            "samples",
            "alarms of a gate: least, median, most"),
        rows,
        misses);
  }

  private void cell(
      String name,
      Source source,
      Scale.Gates watching,
      List<List<String>> rows,
      List<String> misses) {
    say.accept("false alarms: " + name);
    int gates = watching.count();
    int live = watching.live();
    List<Integer> each = parallel.each(gates, gate -> alarms(source, gate, live));
    double[] alarms = each.stream().mapToDouble(Integer::doubleValue).toArray();
    double all = Arrays.stream(alarms).sum();
    double ratio = live * (double) gates / Math.max(1, all) / scale.budget();
    Interval interval =
        Interval.of(
            alarms,
            drawn ->
                live * (double) gates / Math.max(1, Arrays.stream(drawn).sum()) / scale.budget());
    double[] sorted = alarms.clone();
    Arrays.sort(sorted);
    List<String> row =
        List.of(
            name,
            "%.2f".formatted(ratio),
            gates == 1 ? "one gate" : "%.2f to %.2f".formatted(interval.low(), interval.high()),
            "%,.0f".formatted(all),
            String.valueOf(gates),
            "%,d".formatted(gates * plan.draws().references()),
            "%,d".formatted((long) live * gates),
            "%.0f, %.0f, %.0f"
                .formatted(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]));
    // An hour may lie between two rows.
    say.accept(String.join(" | ", row));
    rows.add(row);
    if (!(ratio >= LEAST && ratio <= MOST)) {
      misses.add("%s: %.2f times the budget".formatted(name, ratio));
    }
  }

  private int alarms(Source source, int gate, int live) {
    float[][] export = source.columns(1_000_000L + gate, scale.rows());
    List<WatchedSeries> series = new ArrayList<>();
    for (int i = 0; i < export.length; i++) {
      series.add(new WatchedSeries("x" + i, true, export[i]));
    }
    CalibrationReport report =
        Calibrator.calibrate(
            series,
            CalibrationPlan.of(plan.gate().window(), plan.draws().reference(), gate)
                .withBudget(scale.budget()));
    int[] rows = baselineRows(gate, scale.rows(), plan.draws().reference());
    int alarms = 0;
    for (int from = 0; from < live; from += PIECE) {
      int length = Math.min(PIECE, live - from);
      float[][] calm = source.columns(2_000_000L + gate * 1_000L + from / PIECE, length);
      BitSet beyond = new BitSet(length);
      for (int i = 0; i < calm.length; i++) {
        SeriesReport one = report.series().get(i);
        mark(beyond, baseline(export[i], rows), calm[i], one.thresholds());
      }
      alarms += alarms(beyond, plan.gate().window() + plan.gate().persistence() - 1);
    }
    return alarms;
  }

  private void mark(BitSet beyond, float[] baseline, float[] calm, double[] thresholds) {
    GateWatch watch = GateWatch.of(plan, baseline, thresholds);
    for (int i = 0; i < calm.length; i++) {
      if (watch.step(calm[i]) > 1) {
        beyond.set(i);
      }
    }
  }

  /**
   * Alarms of a gate that empties its windows after each. Nothing can be beyond until they are full
   * again, and from then on they hold what they would have held anyway: only the time counts.
   */
  static int alarms(BitSet beyond, int refill) {
    int alarms = 0;
    for (int at = beyond.nextSetBit(0); at >= 0; at = beyond.nextSetBit(at + refill)) {
      alarms++;
    }
    return alarms;
  }

  /** One random row out of each of equal stretches, as models/training thins a baseline. */
  static int[] baselineRows(long seed, int rows, int number) {
    SplittableRandom random = CalmProcess.random(3_000_000L + seed);
    int[] picked = new int[number];
    for (int i = 0; i < number; i++) {
      int from = (int) ((long) rows * i / number);
      int to = (int) ((long) rows * (i + 1) / number);
      picked[i] = random.nextInt(from, to);
    }
    return picked;
  }

  static float[] baseline(float[] export, int[] rows) {
    float[] samples = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      samples[i] = export[rows[i]];
    }
    return samples;
  }
}
