package io.tidemark.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * How to calibrate.
 *
 * @param gate settings that change its thresholds
 * @param draws how the export is resampled
 * @param budget samples of one instrument after which the family may be beyond once: the spread and
 *     the delays are of this one, thresholds follow for any
 * @param threads at least 1; the result does not depend on it
 */
public record CalibrationPlan(Gate gate, Draws draws, double budget, int threads) {

  /** Fewest reference samples per live sample: a shorter reference is a threshold of its own. */
  public static final int REFERENCE_PER_WINDOW = 10;

  /** Fewest references over which a spread is claimed. */
  public static final int FEWEST_REFERENCES = 40;

  /** The short window is a quarter of the long one, unless somebody says otherwise. */
  public static final int SHORTER = 4;

  /** A budget must be above so many samples per sample of the window. */
  public static final int BUDGET_PER_WINDOW = 10;

  /** Windows that a change is waited for. */
  private static final int LONGEST_WINDOWS = 10;

  /** Live samples that are drawn for each reference, in windows. */
  static final int LIVE_WINDOWS = 250;

  /**
   * The gate's settings that change its thresholds.
   *
   * @param window w, live samples
   * @param shortWindow samples of the second window; 0 for none
   * @param persistence for how many samples in a row a series must be beyond its threshold
   */
  public record Gate(int window, int shortWindow, int persistence) {

    private void refuse(List<String> wrong) {
      if (window < 10) {
        wrong.add("window must be at least 10 samples, was " + window);
      }
      if (shortWindow != 0 && (shortWindow < 10 || shortWindow >= window)) {
        wrong.add(
            "the short window must be 0, or at least 10 samples and below the window, was "
                + shortWindow);
      }
      if (persistence < 1 || persistence > Math.max(1, window)) {
        wrong.add("persistence must be 1 to the window, was " + persistence);
      }
    }
  }

  /**
   * How the export is resampled.
   *
   * @param reference m, rows of the baseline, at least {@value #REFERENCE_PER_WINDOW} w
   * @param references how many references are drawn, at least {@value #FEWEST_REFERENCES}
   * @param block samples that are resampled together; 0 leaves it to {@link BlockRule}
   * @param seed of all draws, on which the result depends
   */
  public record Draws(int reference, int references, int block, long seed) {

    /** The fewest references, blocks by the rule. */
    static Draws of(int reference, long seed) {
      return new Draws(reference, FEWEST_REFERENCES, 0, seed);
    }

    private void refuse(int window, List<String> wrong) {
      if (reference < REFERENCE_PER_WINDOW * (long) window) {
        wrong.add(
            "the baseline must have at least "
                + REFERENCE_PER_WINDOW
                + " rows per sample of the window, "
                + REFERENCE_PER_WINDOW * (long) window
                + ", had "
                + reference);
      }
      if (references < FEWEST_REFERENCES) {
        wrong.add("references must be at least " + FEWEST_REFERENCES + ", was " + references);
      }
      if (block < 0) {
        wrong.add("block must be positive, or 0 to follow the rule, was " + block);
      }
    }
  }

  /**
   * Refuses what cannot be done.
   *
   * @throws IllegalArgumentException naming all that is wrong, and what it was
   */
  public CalibrationPlan {
    List<String> wrong = new ArrayList<>();
    gate.refuse(wrong);
    draws.refuse(gate.window(), wrong);
    if (!(budget > (double) BUDGET_PER_WINDOW * gate.window())) {
      wrong.add(
          "budget must be above %d windows, %d samples, was %d"
              .formatted(
                  BUDGET_PER_WINDOW, (long) BUDGET_PER_WINDOW * gate.window(), (long) budget));
    }
    if (threads < 1) {
      wrong.add("threads must be at least 1, was " + threads);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /** For a gate's settings: 40 references, block by rule, budget 100,000, seed 1, two threads. */
  public static CalibrationPlan of(int window, int shortWindow, int persistence, int reference) {
    return new CalibrationPlan(
        new Gate(window, shortWindow, persistence), Draws.of(reference, 1), 100_000, 2);
  }

  /**
   * Persistence 3, 40 references, block by rule, budget 100,000, one thread, a short window too.
   */
  public static CalibrationPlan of(int window, int reference, long seed) {
    return new CalibrationPlan(
        new Gate(window, window / SHORTER, 3), Draws.of(reference, seed), 100_000, 1);
  }

  /** The same with another budget. */
  public CalibrationPlan withBudget(double samples) {
    return new CalibrationPlan(gate, draws, samples, threads);
  }

  /** The same with another number of threads: the same result. */
  public CalibrationPlan withThreads(int number) {
    return new CalibrationPlan(gate, draws, budget, number);
  }

  /** The sizes of all windows, the longest first. */
  int[] windows() {
    return gate.shortWindow() > 0
        ? new int[] {gate.window(), gate.shortWindow()}
        : new int[] {gate.window()};
  }

  /** Samples that a change is waited for. */
  public int longest() {
    return LONGEST_WINDOWS * gate.window();
  }

  /** Live samples for each reference. */
  int live() {
    return LIVE_WINDOWS * gate.window();
  }
}
