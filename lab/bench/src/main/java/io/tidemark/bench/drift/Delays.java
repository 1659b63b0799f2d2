package io.tidemark.bench.drift;

import io.tidemark.bench.drift.Peer.Tuned;
import io.tidemark.bench.drift.peers.Detector;
import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.Calibrator;
import io.tidemark.calibration.GateWatch;
import io.tidemark.calibration.Parallel;
import io.tidemark.calibration.WatchedSeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** How long changes go unseen at the same budget, ours beside its peers. */
public final class Delays {

  /** Calm samples before each change, of a detector that has just begun. */
  private static final int CALM = 5_000;

  private static final int RAMP = 500;

  /** Reference samples per sample of the window. */
  private static final int REFERENCE = 10;

  private final Scale scale;
  private final Parallel parallel;
  private final Consumer<String> say;

  public Delays(Scale scale, Parallel parallel, Consumer<String> say) {
    this.scale = scale;
    this.parallel = parallel;
    this.say = say;
  }

  /**
   * The long window for a process: see docs/reports for what was tried before it was fixed. Where
   * the budget is too small to be calibrated for with it, it is the longest that can be.
   */
  int window(CalmProcess process) {
    int wanted =
        switch (process) {
          case AR_HALF -> 800;
          case AR_NINE -> 4_000;
          default -> 400;
        };
    return Math.min(
        wanted, (int) Math.ceil(scale.budget() / CalibrationPlan.BUDGET_PER_WINDOW) - 1);
  }

  /** Delays of one change; one mean per gate. */
  @SuppressWarnings("ArrayRecordComponent") // lives inside one table
  private record Cell(double[] means, double unseen) {

    double mean() {
      double sum = 0;
      for (double mean : means) {
        sum += mean;
      }
      return sum / means.length;
    }
  }

  public Section run(CalmProcess process) {
    int window = window(process);
    Map<Peer, Tuned> tuned = new EnumMap<>(Peer.class);
    List<Peer> peers = List.of(Peer.values());
    say.accept("delays: tuning the peers on " + process.words());
    List<Tuned> fitted =
        parallel.each(
            peers.size(), i -> peers.get(i).tune(process, scale.budget(), scale.delays().tuning()));
    for (int i = 0; i < peers.size(); i++) {
      tuned.put(peers.get(i), fitted.get(i));
    }
    say.accept("delays: calibrating ours on " + process.words());
    List<Gate> gates =
        parallel.each(scale.delays().gates(), gate -> Gate.of(process, gate, window, scale));
    List<List<String>> rows = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    for (int ramp : new int[] {0, RAMP}) {
      for (Shape shape : Shape.values()) {
        say.accept("delays: " + process.words() + ", " + shape.words() + ", ramp " + ramp);
        row(process, shape, ramp, gates, tuned, rows, misses);
      }
    }
    return new Section(
        "Delay, " + process.words() + ", w " + window, how(window, tuned), head(), rows, misses);
  }

  private static List<String> head() {
    List<String> head = new ArrayList<>(List.of("change", "ours"));
    for (Peer peer : Peer.values()) {
      head.add(peer.words());
    }
    return head;
  }

  private String how(int window, Map<Peer, Tuned> tuned) {
    StringBuilder how =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Mean samples from the first changed one to the alarm, after %,d calm ones; in"
                    + " brackets a 95 %% interval (bootstrap over %d gates of %d changes each),"
                    + " then the share not seen within %,d samples, which count as %,d. Budget: one"
                    + " false alarm in %,.0f. Ours: w %d and %d, m %d, calibrated from an export."
                    + " The peers were tuned on %,d calm samples of this very process:",
                CALM,
                scale.delays().gates(),
                scale.delays().changes(),
                scale.delays().longest(),
                scale.delays().longest(),
                scale.budget(),
                window,
                window / CalibrationPlan.SHORTER,
                REFERENCE * window,
                scale.delays().tuning()));
    tuned.forEach(
        (peer, knob) ->
            how.append(
                String.format(
                    Locale.ROOT,
                    " %s: %s (measured run length %.2f of the budget%s);",
                    peer.words(),
                    peer.setting(knob.knob()),
                    knob.runLength() / scale.budget(),
                    knob.keeps(scale.budget()) ? "" : ", which it cannot keep: no bar")));
    return how.toString();
  }

  private void row(
      CalmProcess process,
      Shape shape,
      int ramp,
      List<Gate> gates,
      Map<Peer, Tuned> tuned,
      List<List<String>> rows,
      List<String> misses) {
    String name = shape.words() + (ramp == 0 ? "" : ", over " + ramp);
    Cell ours = cell(process, shape, ramp, gate -> gates.get(gate).detector());
    List<String> row = new ArrayList<>(List.of(name, text(ours)));
    for (Peer peer : Peer.values()) {
      Tuned fitted = tuned.getOrDefault(peer, new Tuned(Double.NaN, Double.NaN));
      double knob = fitted.knob();
      Cell theirs = cell(process, shape, ramp, gate -> peer.detector(knob, 77L + gate));
      row.add(text(theirs));
      double most = theirs.mean() * allowance(shape, peer);
      if (ours.mean() > most && fitted.keeps(scale.budget())) {
        misses.add(
            String.format(
                Locale.ROOT,
                "%s: ours %.0f, %s %.0f",
                name,
                ours.mean(),
                peer.words(),
                theirs.mean()));
      }
    }
    say.accept(String.join(" | ", row));
    rows.add(row);
  }

  /** How many times a peer's delay ours may be; no bar is set for ADWIN on a shift of the mean. */
  private static double allowance(Shape shape, Peer peer) {
    boolean mean = shape.kind() == Shape.Kind.MEAN;
    return switch (peer) {
      case KSWIN_PAPER, KSWIN_WIDE -> 1;
      case PAGE_HINKLEY -> mean ? 2 : 1;
      case ADWIN -> mean ? Double.POSITIVE_INFINITY : 1;
    };
  }

  private Cell cell(CalmProcess process, Shape shape, int ramp, IntFunction<Detector> detectors) {
    int trials = scale.delays().changes();
    List<int[]> each =
        parallel.each(
            scale.delays().gates(),
            gate -> {
              int[] delays = new int[trials];
              for (int trial = 0; trial < trials; trial++) {
                long seed = 5_000_000L + gate * 1_000L + trial;
                delays[trial] = delay(process, shape, ramp, detectors.apply(gate), seed);
              }
              return delays;
            });
    double[] means = new double[each.size()];
    int unseen = 0;
    for (int gate = 0; gate < means.length; gate++) {
      for (int delay : each.get(gate)) {
        means[gate] += Math.min(delay, scale.delays().longest()) / (double) trials;
        unseen += delay > scale.delays().longest() ? 1 : 0;
      }
    }
    return new Cell(means, (double) unseen / trials / means.length);
  }

  private int delay(CalmProcess process, Shape shape, int ramp, Detector detector, long seed) {
    float[] stream = process.stream(seed, CALM + scale.delays().longest());
    SplittableRandom random = CalmProcess.random(seed + 1);
    for (int i = 0; i < CALM; i++) {
      detector.step(stream[i]);
    }
    for (int i = 0; i < scale.delays().longest(); i++) {
      double part = ramp == 0 ? 1 : Math.min(1, (i + 1.0) / ramp);
      if (detector.step(shape.of(stream[CALM + i], part, random))) {
        return i + 1;
      }
    }
    return scale.delays().longest() + 1;
  }

  private static String text(Cell cell) {
    Interval interval = Interval.ofMean(cell.means());
    String text =
        String.format(
            Locale.ROOT, "%.0f (%.0f to %.0f)", cell.mean(), interval.low(), interval.high());
    return cell.unseen() == 0
        ? text
        : text + String.format(Locale.ROOT, ", %.0f %% unseen", 100 * cell.unseen());
  }

  /** One of ours: its baseline and the threshold that its export gives. */
  @SuppressWarnings("ArrayRecordComponent") // lives inside one evaluation
  private record Gate(CalibrationPlan plan, float[] baseline, double[] thresholds) {

    static Gate of(CalmProcess process, int gate, int window, Scale scale) {
      int rows = Math.max(scale.rows(), 50 * window);
      int reference = REFERENCE * window;
      float[] export = process.stream(6_000_000L + gate, rows);
      CalibrationPlan plan = CalibrationPlan.of(window, reference, gate).withBudget(scale.budget());
      double[] thresholds =
          Calibrator.calibrate(List.of(new WatchedSeries("x", true, export)), plan)
              .series()
              .get(0)
              .thresholds();
      int[] picked = FalseAlarms.baselineRows(gate, rows, reference);
      return new Gate(plan, FalseAlarms.baseline(export, picked), thresholds);
    }

    Detector detector() {
      return new Ours(GateWatch.of(plan, baseline, thresholds));
    }
  }
}
