package io.tidemark.core.outcome;

import java.util.Locale;

/**
 * What is asked of a model's outcomes. Each is a one-sided cumulative sum (E. S. Page, Continuous
 * inspection schemes, 1954): of each outcome's number, in standard deviations of the validation
 * period from its mean there, an allowance is taken, and the rest is added up; the sum never falls
 * below 0. A shift of twice the allowance is seen soonest.
 *
 * <p>See RATIONALE.md, "Why are outcomes watched by cumulative sums?"
 */
public enum OutcomeTest {
  /**
   * The loss less that of always answering the base rate: of a direction in nats, so that the sum
   * is the log likelihood ratio of the base rate against the model. What is added up is that number
   * itself, nothing is taken.
   */
  EDGE(0),
  /** The loss. */
  LOSS(0.125),
  /** What came is higher than what was answered. */
  ABOVE(0.1),
  /** What came is lower than what was answered. */
  BELOW(0.1),
  /** Answers are right less often than they say; of directions alone. */
  CONFIDENCE(0.1),
  /** The market moves more than it did, by the logarithm. */
  LARGER(0.25),
  /** The market moves less than it did, by the logarithm. */
  SMALLER(0.25);

  private final double allowance;

  OutcomeTest(double allowance) {
    this.allowance = allowance;
  }

  /** Whether a series of this name is one of them. */
  public static boolean names(String name) {
    for (OutcomeTest test : values()) {
      if (test.toString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** What is taken of each number, standard deviations. */
  double allowance() {
    return allowance;
  }

  /** As alerts, files and reports write it. */
  @Override
  public String toString() {
    return "outcome-" + name().toLowerCase(Locale.ROOT);
  }
}
