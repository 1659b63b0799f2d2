package io.tidemark.models;

import java.util.Arrays;
import java.util.List;

/**
 * Scores of a model, and how far they lie from another sample.
 *
 * @param scores rising; one at least, none is NaN
 * @param convictions how far each is from the one that says nothing, rising
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one call
public record ScoreSample(float[] scores, double[] convictions) {

  /** How often chance may put two samples of one distribution beyond the limit. */
  private static final double BY_CHANCE = 1e-6;

  /**
   * Sorts a copy.
   *
   * @param neutral the score that says nothing
   */
  public static ScoreSample of(float[] scores, double neutral) {
    float[] sorted = scores.clone();
    double[] convictions = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      convictions[i] = Math.abs(sorted[i] - neutral);
    }
    Arrays.sort(sorted);
    Arrays.sort(convictions);
    return new ScoreSample(sorted, convictions);
  }

  float lowest() {
    return scores[0];
  }

  boolean isConstant() {
    return scores[0] == scores[scores.length - 1];
  }

  /** The two-sample statistic of Kolmogorov and Smirnov. */
  double distance(ScoreSample other) {
    double largest = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < scores.length && theirs < other.scores.length) {
      float at = Math.min(scores[mine], other.scores[theirs]);
      while (mine < scores.length && scores[mine] <= at) {
        mine++;
      }
      while (theirs < other.scores.length && other.scores[theirs] <= at) {
        theirs++;
      }
      double apart = (double) mine / scores.length - (double) theirs / other.scores.length;
      largest = Math.max(largest, Math.abs(apart));
    }
    return largest;
  }

  /**
   * Beyond it two samples of one distribution, of independent scores, lie about once in a million
   * times: the first term of Smirnov's series.
   */
  double farthestByChance(ScoreSample other) {
    double both = (double) scores.length * other.scores.length;
    double sizes = (scores.length + other.scores.length) / both;
    return Math.sqrt(-Math.log(BY_CHANCE / 2) / 2 * sizes);
  }

  /**
   * How far the convictions are from the distribution with these percentiles: the largest
   * difference of shares at any of them. A jump of either is a difference only where it leaves the
   * other's.
   */
  double distance(List<Double> percentiles) {
    double largest = 0;
    double steps = percentiles.size() - 1;
    for (int i = 0; i < percentiles.size(); i++) {
      double quantile = percentiles.get(i);
      double below = share(quantile, false);
      double upTo = share(quantile, true);
      largest = Math.max(largest, Math.max(below - i / steps, i / steps - upTo));
    }
    return largest;
  }

  /** Of the convictions below a number, or up to it. */
  private double share(double number, boolean inclusive) {
    int low = 0;
    int high = convictions.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (convictions[middle] < number || (inclusive && convictions[middle] == number)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / convictions.length;
  }
}
