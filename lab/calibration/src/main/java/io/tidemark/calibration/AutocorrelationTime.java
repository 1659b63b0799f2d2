package io.tidemark.calibration;

import java.util.Arrays;

/**
 * The integrated autocorrelation time {@code 1 + 2 sum rho_k}: how many samples weigh as much as
 * one independent one.
 *
 * <p>Of ranks, since the Kolmogorov-Smirnov distance knows only ranks; and of how far the ranks are
 * from the middle, since a series whose volatility clusters may have no memory in its ranks and a
 * long one in its spread, to which the distance reacts as well. The sum is cut off at five times
 * its own value (A. Sokal, Monte Carlo Methods in Statistical Mechanics, 1997, section 3): beyond
 * there is only noise.
 */
public final class AutocorrelationTime {

  private static final int CUT_OFF = 5;

  private AutocorrelationTime() {}

  /** Of the ranks, samples; 1 for a constant. NaNs keep their place and count for nothing. */
  public static double ofRanks(float[] values) {
    return of(ranks(values));
  }

  /** Of the distance of ranks from their middle, samples. */
  public static double ofSpread(float[] values) {
    double[] ranks = ranks(values);
    double[] spread = new double[ranks.length];
    double mean = 0;
    int n = 0;
    for (int i = 0; i < ranks.length; i++) {
      spread[i] = Math.abs(ranks[i]);
      if (!Float.isNaN(values[i])) {
        mean += spread[i];
        n++;
      }
    }
    for (int i = 0; i < ranks.length; i++) {
      spread[i] = Float.isNaN(values[i]) ? 0 : spread[i] - mean / n;
    }
    return of(spread);
  }

  private static double of(double[] centred) {
    double variance = product(centred, 0);
    // What is left of a constant is rounding.
    if (!(variance > 1e-12 * centred.length)) {
      return 1;
    }
    double time = 1;
    int longest = centred.length / 4;
    for (int lag = 1; lag <= longest && lag <= CUT_OFF * time; lag++) {
      time += 2 * product(centred, lag) / variance;
    }
    return Math.max(1, time);
  }

  private static double product(double[] values, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += values[i] * values[i - lag];
    }
    return sum;
  }

  /** Mid-ranks, scaled to -1/2 .. 1/2 about their mean; 0 where missing. */
  private static double[] ranks(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    while (n > 0 && Float.isNaN(sorted[n - 1])) {
      n--;
    }
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        // Both zeroes are one value, as they are in the test.
        int below = first(sorted, n, values[i], false);
        int upTo = first(sorted, n, values[i], true);
        ranks[i] = (below + upTo) / 2.0 / n - 0.5;
      }
    }
    return ranks;
  }

  /** How many of the first n are smaller, or not larger, than a value. */
  private static int first(float[] sorted, int n, float value, boolean beyond) {
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (beyond && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
