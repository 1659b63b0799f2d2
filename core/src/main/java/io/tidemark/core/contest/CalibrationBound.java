package io.tidemark.core.contest;

import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeTest;

/**
 * How far a version's answers may lie beside what comes, on average: of a direction, how far the
 * mean probability is from the share of rises, or what it claims to be right from how often it is,
 * whichever is more; of a volatility, the mean log ratio of realised to forecast variance. Each
 * with two standard errors on top.
 */
final class CalibrationBound {

  private static final double ERRORS = 2;

  private final OutcomeMeasure measure;
  private final Mean beside = new Mean();
  private final Mean overstated = new Mean();

  CalibrationBound(OutcomeMeasure measure) {
    this.measure = measure;
  }

  void add(double answer, PairedOutcome of) {
    beside.add(measure.of(OutcomeTest.ABOVE, answer, of.forwardReturn(), of.forwardVolatility()));
    overstated.add(
        measure.of(OutcomeTest.CONFIDENCE, answer, of.forwardReturn(), of.forwardVolatility()));
  }

  /** A probability for a direction, a log ratio for a volatility; NaN before two outcomes. */
  double value() {
    double bound = beside.bound();
    return overstated.number > 1 ? Math.max(bound, overstated.bound()) : bound;
  }

  /** A mean and how sure it is. */
  private static final class Mean {

    private long number;
    private double mean;
    private double squares;

    void add(double value) {
      if (Double.isNaN(value)) {
        return;
      }
      number++;
      double before = value - mean;
      mean += before / number;
      squares += before * (value - mean);
    }

    double bound() {
      return number < 2
          ? Double.NaN
          : Math.abs(mean) + ERRORS * Math.sqrt(squares / (number - 1) / number);
    }
  }
}
