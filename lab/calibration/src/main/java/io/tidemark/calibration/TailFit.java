package io.tidemark.calibration;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.DriftCalibration.SeriesTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Fits the tail of each series in each window, and then those of all of them together. */
final class TailFit {

  /** Chunks in a window. */
  private static final int CHUNKS = 10;

  /** Below this a squared distance is none: D is a multiple of 1 / (m w). */
  private static final double NONE = 1e-12;

  private final CalibrationPlan plan;
  private final List<WatchedSeries> series;
  private final List<Test> tests = new ArrayList<>();

  /** By reference, test and chunk. */
  private final float[][][] squared;

  private final SharedExponents shared;
  private final SeriesTail[] tails;

  /** One series in one window. */
  private record Test(int at, int window) {}

  /**
   * Runs all tests on all streams.
   *
   * @param deployments by number, as many as the plan has references
   */
  TailFit(
      CalibrationPlan plan,
      List<WatchedSeries> series,
      Parallel parallel,
      IntFunction<Deployment> deployments) {
    this.plan = plan;
    this.series = series;
    for (int i = 0; i < series.size(); i++) {
      for (int window : plan.windows()) {
        tests.add(new Test(i, window));
      }
    }
    this.squared =
        parallel
            .each(plan.draws().references(), r -> squared(deployments.apply(r)))
            .toArray(float[][][]::new);
    Levels.Tail[] own = new Levels.Tail[tests.size()];
    for (int t = 0; t < own.length; t++) {
      own[t] = levels(ofTest(t)).tail();
    }
    this.shared = SharedExponents.of(own, clusters());
    this.tails = shared.tails().stream().map(TailFit::seriesTail).toArray(SeriesTail[]::new);
  }

  /** What a gate needs. */
  DriftCalibration calibration() {
    return new DriftCalibration(
        plan.gate().window(),
        plan.gate().shortWindow(),
        plan.gate().persistence(),
        named(plan.gate().window()),
        named(plan.gate().shortWindow()),
        familyTail(this::mayPause),
        familyTail(any -> true));
  }

  /** The largest level of those that may pause, or of all if none may, chunk by chunk. */
  Levels decisive() {
    boolean anyPauses = series.stream().anyMatch(WatchedSeries::mayPause);
    return together(i -> mayPause(i) || !anyPauses);
  }

  private boolean mayPause(int index) {
    return series.get(index).mayPause();
  }

  /** The largest level of the series with these indices, in all their windows. */
  private Levels together(IntPredicate family) {
    float[][] largest = new float[squared.length][];
    for (int r = 0; r < squared.length; r++) {
      largest[r] = new float[squared[r][0].length];
      Arrays.fill(largest[r], Float.NEGATIVE_INFINITY);
      for (int t = 0; t < tails.length; t++) {
        if (family.test(tests.get(t).at())) {
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

  private float[][] squared(Deployment deployment) {
    int chunk = plan.gate().window() / CHUNKS;
    return tests.stream()
        .map(test -> deployment.squared(test.at(), test.window(), chunk))
        .toArray(float[][]::new);
  }

  private float[][] ofTest(int index) {
    return Arrays.stream(squared).map(all -> all[index]).toArray(float[][]::new);
  }

  private Levels levels(float[][] chunks) {
    return new Levels(chunks, plan.gate().window() / CHUNKS, CHUNKS);
  }

  private Map<String, SeriesTail> named(int window) {
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

  /** {@code D^2 = a + b ln ARL}. */
  private static SeriesTail seriesTail(Levels.Tail tail) {
    if (tail.excess() < NONE) {
      // It never strays further: any further distance at all is a change.
      return new SeriesTail(Math.max(0, tail.base()), NONE);
    }
    return new SeriesTail(tail.base() - tail.excess() * tail.logRunLength(), tail.excess());
  }

  /**
   * The family's tail, begun where exponents begin to be guessed. Each series is carried along its
   * own exponent from its own base up to the family's, which is higher by about the logarithm of
   * the number of series. As much of that way is unsure as the exponents are the series' own; the
   * tail is prolonged downwards by so much.
   */
  private FamilyTail familyTail(IntPredicate family) {
    Levels.Tail tail = together(family).tail();
    double margin = Math.log(Calibrator.MARGIN);
    if (tail.excess() < NONE) {
      // A family that never strays has the level of a single series.
      return new FamilyTail(0, 1, -margin, clusters());
    }
    double unsure =
        shared.own() > 0 ? shared.own() * Math.max(0, tail.base() - lowestBase(family)) : 0;
    return new FamilyTail(
        tail.base() - unsure,
        tail.excess(),
        tail.logRunLength() - unsure / tail.excess() - margin,
        clusters());
  }

  /** The lowest base that one of these series has in all its windows. */
  private double lowestBase(IntPredicate family) {
    return IntStream.range(0, series.size())
        .filter(family)
        .mapToObj(one -> together(i -> i == one).tail())
        .filter(tail -> tail.excess() >= NONE)
        .mapToDouble(Levels.Tail::base)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
