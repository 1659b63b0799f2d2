package io.tidemark.calibration;

import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeReference;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.TestReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fits how far the sums of the outcome tests rise by themselves. Like {@link Calibrator} it
 * resamples in blocks both what a test refers to, its mean and deviation, and the live stream: a
 * mean of one year is not the truth either. Blocks keep the dependence of outcomes whose horizons
 * overlap, and of markets that are loud or quiet for weeks.
 */
public final class OutcomeFit {

  /** Fewer outcomes tell no tail. */
  public static final int FEWEST_ROWS = 1_000;

  /**
   * Live outcomes for each reference, in outcomes of the validation period: the level from which on
   * a tail is fitted is then beyond in about seven clusters of the period itself.
   */
  private static final int LIVE = 3;

  /** Outcomes before which sums, which begin at 0, do not count. */
  private static final int WARM_UP = 400;

  /** Outcomes in a chunk, and chunks that do not count after an alarm. */
  private static final int CHUNK = 40;

  private static final int DEAD = 5;

  /** Blocks are at least such a part of the rows: ranks have no memory of loud and quiet weeks. */
  private static final int MOST_BLOCKS = 20;

  private static final double NONE = 1e-9;

  private final OutcomeRows rows;
  private final CalibrationPlan.Draws draws;
  private final OutcomeMeasure measure;
  private final List<OutcomeTest> tests = new ArrayList<>();
  private final List<double[]> numbers = new ArrayList<>();
  private final int block;

  /**
   * What was found.
   *
   * @param calibration what a gate needs
   * @param block outcomes that were resampled together
   */
  public record Found(OutcomeCalibration calibration, int block) {}

  private OutcomeFit(OutcomeRows rows, CalibrationPlan.Draws draws) {
    this.rows = rows;
    this.draws = draws;
    this.measure = rows.measure();
    double longest = 1;
    for (OutcomeTest test : OutcomeTest.values()) {
      double[] of = rows.numbers(measure, test);
      double mean = mean(of);
      boolean edge = test != OutcomeTest.EDGE || mean < 0;
      if (deviation(of, mean) > NONE && edge) {
        tests.add(test);
        numbers.add(of);
        longest = Math.max(longest, AutocorrelationTime.ofRanks(floats(of)));
      }
    }
    int wanted = Math.max(rows.size() / MOST_BLOCKS, (int) Math.ceil(BlockRule.TIMES * longest));
    this.block = Math.min(wanted, rows.size() / BlockRule.BLOCKS);
  }

  /**
   * Fits. A model that is no better than the base rate has no edge that could vanish, and no test
   * of it.
   *
   * @param rows of the validation period
   * @param draws how many references, and the seed
   * @param threads the result does not depend on it
   * @throws IllegalArgumentException saying why it cannot be done
   */
  public static Found fit(OutcomeRows rows, CalibrationPlan.Draws draws, int threads) {
    if (rows.size() < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          "the validation period has %d bar closes whose outcome is known, it needs %d"
              .formatted(rows.size(), FEWEST_ROWS));
    }
    OutcomeFit fit = new OutcomeFit(rows, draws);
    if (fit.tests.isEmpty()) {
      throw new IllegalArgumentException("all outcomes of the validation period are the same");
    }
    return fit.fit(new Parallel(threads));
  }

  private Found fit(Parallel parallel) {
    float[][][] largest = parallel.each(draws.references(), this::stream).toArray(float[][][]::new);
    List<TestReference> fitted = new ArrayList<>();
    float[][] together = new float[largest.length][];
    for (int t = 0; t < tests.size(); t++) {
      int test = t;
      float[][] own = Arrays.stream(largest).map(all -> all[test]).toArray(float[][]::new);
      Levels.Tail tail = new Levels(own, CHUNK, DEAD).tail();
      double b = Math.max(NONE, tail.excess());
      double a = tail.base() - b * tail.logRunLength();
      double[] of = numbers.get(t);
      double mean = mean(of);
      fitted.add(new TestReference(tests.get(t), mean, deviation(of, mean), a, b));
      raise(together, own, a, b);
    }
    return new Found(
        new OutcomeCalibration(
            new OutcomeReference(measure, rows.size(), fitted), familyTail(together)),
        block);
  }

  private static void raise(float[][] together, float[][] own, double a, double b) {
    for (int r = 0; r < own.length; r++) {
      if (together[r] == null) {
        together[r] = new float[own[r].length];
        Arrays.fill(together[r], Float.NEGATIVE_INFINITY);
      }
      for (int i = 0; i < own[r].length; i++) {
        together[r][i] = Math.max(together[r][i], (float) ((own[r][i] - a) / b));
      }
    }
  }

  private FamilyTail familyTail(float[][] together) {
    Levels.Tail tail = new Levels(together, CHUNK, DEAD).tail();
    double clusters = (double) Levels.PEAKS_PER_REFERENCE / LIVE;
    double margin = Math.log(Calibrator.MARGIN);
    return tail.excess() < NONE
        ? new FamilyTail(0, 1, -margin, clusters)
        : new FamilyTail(tail.base(), tail.excess(), tail.logRunLength() - margin, clusters);
  }

  /** The largest sum of each test within each chunk of one live stream. */
  private float[][] stream(int number) {
    // A multiple of the golden ratio: neighbouring seeds would give neighbouring streams.
    SplittableRandom random =
        new SplittableRandom(draws.seed() + (number + 1L) * 0x9E3779B97F4A7C15L).split();
    BlockBootstrap bootstrap = new BlockBootstrap(rows.size(), block, random);
    int[] seen = bootstrap.draw(rows.size());
    int[] live = bootstrap.draw(WARM_UP + LIVE * rows.size());
    float[][] largest = new float[tests.size()][];
    for (int t = 0; t < largest.length; t++) {
      double[] of = numbers.get(t);
      double[] drawn = Arrays.stream(seen).mapToDouble(row -> of[row]).toArray();
      double mean = mean(drawn);
      TestReference test =
          new TestReference(tests.get(t), mean(of), Math.max(NONE, deviation(drawn, mean)), 0, 1);
      // As far as this draw's mean is from that of the rows, theirs may be from the truth.
      largest[t] = largest(test, of, mean(of) - mean, live);
    }
    return largest;
  }

  private static float[] largest(TestReference test, double[] of, double shift, int[] live) {
    float[] largest = new float[(live.length - WARM_UP) / CHUNK];
    double sum = 0;
    for (int i = 0; i < WARM_UP + largest.length * CHUNK; i++) {
      sum = test.after(sum, of[live[i]] + shift);
      if (i >= WARM_UP) {
        int chunk = (i - WARM_UP) / CHUNK;
        largest[chunk] = Math.max(largest[chunk], (float) sum);
      }
    }
    return largest;
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).filter(n -> !Double.isNaN(n)).average().orElse(0);
  }

  private static double deviation(double[] numbers, double mean) {
    return Math.sqrt(
        Arrays.stream(numbers)
            .filter(n -> !Double.isNaN(n))
            .map(n -> (n - mean) * (n - mean))
            .average()
            .orElse(0));
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
