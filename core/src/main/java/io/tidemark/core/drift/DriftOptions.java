package io.tidemark.core.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * How the drift gate judges.
 *
 * <p>The thresholds are fixed distances and <b>not yet calibrated</b>: no false-alarm rate can be
 * claimed for them. A nominal level of the Kolmogorov-Smirnov test would not do either, for
 * features of one series depend on their own past and windows overlap.
 *
 * @param window w, samples (bar closes) per feature and instrument; the reference should be at
 *     least ten times as long
 * @param watchThreshold distance above which any feature that is looked at raises an alert
 * @param pauseThreshold distance above which a feature that may pause, or the score, pauses the
 *     model
 * @param resume how a pause ends
 */
public record DriftOptions(
    int window, double watchThreshold, double pauseThreshold, ResumeMode resume) {

  /** The options of a job that sets none: 200 samples, 0.25, 0.40, {@link ResumeMode#AUTO}. */
  public static DriftOptions defaults() {
    return new DriftOptions(200, 0.25, 0.40, ResumeMode.AUTO);
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
    if (!(watchThreshold > 0 && watchThreshold <= 1)) {
      wrong.add("drift.watch-threshold must be above 0 and at most 1, was " + watchThreshold);
    }
    if (!(pauseThreshold > 0 && pauseThreshold <= 1)) {
      wrong.add("drift.pause-threshold must be above 0 and at most 1, was " + pauseThreshold);
    }
    if (watchThreshold > pauseThreshold) {
      wrong.add(
          "drift.watch-threshold must not be above drift.pause-threshold, was "
              + watchThreshold
              + " above "
              + pauseThreshold);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }
}
