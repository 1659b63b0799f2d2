package io.tidemark.core.outcome;

/**
 * What one test's numbers were on the validation period, and how far its sum rises by itself: once
 * in {@code exp((sum - a) / b)} outcomes beyond {@code sum}, as the tail of a cumulative sum of
 * numbers that do not drift is exponential (D. Siegmund, Sequential Analysis, 1985).
 *
 * @param test which
 * @param mean of its numbers
 * @param deviation of its numbers, above 0
 * @param a sum, standard deviations
 * @param b sum, standard deviations, above 0
 */
public record TestReference(OutcomeTest test, double mean, double deviation, double a, double b) {

  /** So many standard deviations a single outcome counts at most: none alone is a change. */
  private static final double MOST = 6;

  /**
   * The sum after one more outcome.
   *
   * @param sum before, standard deviations, not negative
   * @param number of the outcome, see {@link OutcomeMeasure#of}; NaN changes nothing
   */
  public double after(double sum, double number) {
    if (Double.isNaN(number)) {
      return sum;
    }
    double apart = Math.min(MOST, Math.max(-MOST, (number - mean) / deviation));
    return Math.max(0, sum + apart - allowance());
  }

  /** The sum that is beyond as often as a level says, see {@code FamilyTail}. */
  public double threshold(double level) {
    return Math.max(MOST, a + b * level);
  }

  /** Between a mean of none and the one at validation lies the allowance of the edge. */
  private double allowance() {
    return test == OutcomeTest.EDGE ? -mean / deviation : test.allowance();
  }
}
