package io.tidemark.backtest.metric;

/**
 * The slope of a logistic regression of the outcome on the logit of the probability (Cox, 1958): 1
 * where probabilities mean what they say, below 1 where they are too bold, above 1 where they are
 * too timid, 0 where they say nothing. Newton's method.
 */
final class LogisticSlope implements Statistic {

  private static final int MOST_STEPS = 50;
  private static final double CLOSE = 1e-9;
  private static final double STEEPEST = 1e6;

  private final double[] logits;
  private final boolean[] up;

  LogisticSlope(double[] logits, boolean[] up) {
    this.logits = logits;
    this.up = up;
  }

  @Override
  public double of(int[] times) {
    double intercept = 0;
    double slope = 1;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] move = step(times, intercept, slope);
      intercept += move[0];
      slope += move[1];
      if (Double.isNaN(slope) || Math.abs(slope) > STEEPEST) {
        return Double.NaN; // all logits alike, or outcomes that a threshold parts
      }
      if (Math.abs(move[0]) + Math.abs(move[1]) < CLOSE) {
        return slope;
      }
    }
    return Double.NaN;
  }

  /** A Newton step: the inverse information times the score. */
  private double[] step(int[] times, double intercept, double slope) {
    double scoreIntercept = 0;
    double scoreSlope = 0;
    double h00 = 0;
    double h01 = 0;
    double h11 = 0;
    for (int i = 0; i < logits.length; i++) {
      if (times[i] == 0) {
        continue;
      }
      double p = 1 / (1 + Math.exp(-(intercept + slope * logits[i])));
      double off = times[i] * ((up[i] ? 1 : 0) - p);
      double weight = times[i] * p * (1 - p);
      scoreIntercept += off;
      scoreSlope += off * logits[i];
      h00 += weight;
      h01 += weight * logits[i];
      h11 += weight * logits[i] * logits[i];
    }
    double determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-12 * h00 * h11)) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {
      (h11 * scoreIntercept - h01 * scoreSlope) / determinant,
      (h00 * scoreSlope - h01 * scoreIntercept) / determinant
    };
  }
}
