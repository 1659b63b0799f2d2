package io.tidemark.core.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * How the drift gate judges.
 *
 * <p>Where a model brings a {@link DriftCalibration}, thresholds follow from the budget. Where it
 * brings none, they are the two plain distances of {@code thresholds}, and no false-alarm rate can
 * be claimed.
 *
 * @param window w, samples (bar closes) per feature and instrument; the reference should be at
 *     least ten times as long
 * @param shortWindow samples of a second, shorter window per feature: it sees large changes sooner,
 *     the long one small ones at all; 0 for none. Only where there is a calibration
 * @param persistence samples in a row that a monitor must be beyond its threshold to count as
 *     beyond
 * @param thresholds the floor of all thresholds, and those where there is no calibration
 * @param resume how a pause ends
 * @param budget samples in which all that share it may be paused falsely once, together; a false
 *     warning may come in a tenth of it
 * @param sharers how many gates share the budget: one for each declared instrument, and for each
 *     model of a strategy on each of them
 */
public record DriftOptions(
    int window,
    int shortWindow,
    int persistence,
    DriftThresholds thresholds,
    ResumeMode resume,
    double budget,
    int sharers) {

  private static final double WARNINGS_PER_PAUSE = 10;

  /**
   * The options where nothing is said, neither by a job nor by a calibration: 400 samples, 3 in a
   * row, at least 0.1 away, 0.25 and 0.40, {@link ResumeMode#AUTO}, once in 10,000 samples of one
   * instrument.
   */
  public static DriftOptions defaults() {
    return new DriftOptions(
        400, 0, 3, new DriftThresholds(0.1, 0.25, 0.40), ResumeMode.AUTO, 10_000, 1);
  }

  /**
   * Refuses impossible options.
   *
   * @throws IllegalArgumentException naming every option that is wrong, and what it was
   */
  public DriftOptions {
    List<String> wrong = new ArrayList<>();
    if (window <= 0) {
      wrong.add("drift.window must be positive, was " + window);
    }
    if (shortWindow < 0 || (shortWindow > 0 && shortWindow >= window)) {
      wrong.add(
          "drift.short-window must be 0 or below drift.window, " + window + ", was " + shortWindow);
    }
    if (persistence <= 0) {
      wrong.add("drift.persistence must be positive, was " + persistence);
    }
    wrong.addAll(thresholds.violations());
    if (!(budget > 0)) {
      wrong.add("drift.budget must be positive, was " + budget);
    }
    if (sharers <= 0) {
      wrong.add("drift.family must name at least one instrument, named " + sharers);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /**
   * The same with half the rate of false alarms: what one of two families of tests may spend that
   * share the budget.
   */
  DriftOptions half() {
    return new DriftOptions(
        window, shortWindow, persistence, thresholds, resume, 2 * budget, sharers);
  }

  /** The same where each instrument has so many gates, one for each model. */
  DriftOptions sharedBy(int models) {
    return new DriftOptions(
        window, shortWindow, persistence, thresholds, resume, budget, sharers * models);
  }

  /** The sizes of all windows, the longest first. */
  int[] windows() {
    return shortWindow > 0 ? new int[] {window, shortWindow} : new int[] {window};
  }

  /** Samples of one gate in which it may pause falsely once. */
  double samplesPerPause() {
    return budget * sharers;
  }

  /** Samples in which all that share it may warn falsely once. */
  public double warnBudget() {
    return budget / WARNINGS_PER_PAUSE;
  }

  /** Samples of one gate in which it may warn falsely once. */
  double samplesPerWarning() {
    return warnBudget() * sharers;
  }
}
