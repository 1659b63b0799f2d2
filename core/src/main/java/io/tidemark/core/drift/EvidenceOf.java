package io.tidemark.core.drift;

import io.tidemark.core.score.SamplePeriod;
import java.util.Arrays;

/** Compares one full live window with its reference, once, for an alert. */
final class EvidenceOf {

  private final float[] live;
  private final float[] sortedLive;
  private final float[] reference;

  /**
   * Takes the two sides.
   *
   * @param live the window, oldest first, no NaN
   */
  EvidenceOf(KsReference reference, float[] live) {
    this.live = live;
    this.sortedLive = Samples.presentSorted(live);
    this.reference = reference.sorted();
  }

  DriftEvidence evidence(SampleTimes times, String fingerprint, int family, double budget) {
    double at = farthest();
    double sd = deviation(reference);
    double referenceAt = share(reference, at);
    int changed = changed(at, referenceAt);
    // The newest are the window's own; where values were missing it reaches further back than
    // times.
    int newest = times.count - 1;
    return new DriftEvidence(
        new SamplePeriod(times.at(Math.max(0, newest - (live.length - 1))), times.at(newest)),
        fingerprint,
        family,
        budget,
        new DistributionChange(
            finite((mean(sortedLive) - mean(reference)) / sd),
            finite(deviation(sortedLive) / sd),
            finite(area() / sd)),
        new LargestDifference(at, share(sortedLive, at), referenceAt),
        times.at(Math.max(0, newest - (live.length - 1 - changed))),
        new SampleQuantiles(quantiles(reference), quantiles(sortedLive)));
  }

  /** The value at which the two distribution functions differ most, the first of equals. */
  private double farthest() {
    double largest = -1;
    float at = Float.NaN;
    int i = 0;
    int j = 0;
    while (i < reference.length || j < sortedLive.length) {
      float x = next(i, j);
      for (; i < reference.length && reference[i] == x; i++) {}
      for (; j < sortedLive.length && sortedLive[j] == x; j++) {}
      double apart = Math.abs((double) i / reference.length - (double) j / sortedLive.length);
      if (apart > largest) {
        largest = apart;
        at = x;
      }
    }
    return at;
  }

  /** The area between the two distribution functions: the Wasserstein-1 distance. */
  private double area() {
    double area = 0;
    int i = 0;
    int j = 0;
    double before = Math.min(reference[0], sortedLive[0]);
    while (i < reference.length || j < sortedLive.length) {
      float x = next(i, j);
      double apart = Math.abs((double) i / reference.length - (double) j / sortedLive.length);
      if (apart > 0) {
        area += apart * (x - before);
      }
      before = x;
      for (; i < reference.length && reference[i] == x; i++) {}
      for (; j < sortedLive.length && sortedLive[j] == x; j++) {}
    }
    return area;
  }

  private float next(int i, int j) {
    float ours = i < reference.length ? reference[i] : Float.POSITIVE_INFINITY;
    return j < sortedLive.length ? Math.min(ours, sortedLive[j]) : ours;
  }

  /**
   * Where the change is likeliest to have begun, as an index into the window: the split after which
   * the share of values up to {@code at} differs most, by its likelihood, from the reference's (the
   * likelihood ratio of a Bernoulli sequence; Page 1954, Hinkley 1970).
   */
  private int changed(double at, double referenceAt) {
    int m = reference.length;
    // A share of 0 or 1 would make a single exception infinitely unlikely.
    double p = Math.min(Math.max(referenceAt, 1.0 / (m + 1)), m / (m + 1.0));
    int best = 0;
    double largest = Double.NEGATIVE_INFINITY;
    int below = 0;
    for (int k = live.length - 1; k >= 0; k--) {
      below += live[k] <= at ? 1 : 0;
      int n = live.length - k;
      double ratio = gain(below, n, p) + gain(n - below, n, 1 - p);
      if (ratio >= largest) {
        largest = ratio;
        best = k;
      }
    }
    return best;
  }

  private static double gain(int count, int n, double p) {
    return count == 0 ? 0 : count * Math.log((double) count / n / p);
  }

  private static double share(float[] sorted, double at) {
    int n = 0;
    for (float value : sorted) {
      n += value <= at ? 1 : 0;
    }
    return (double) n / sorted.length;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  /** A constant reference has no deviation to measure in, and infinities have no mean. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private static double[] quantiles(float[] sorted) {
    double[] quantiles = new double[SampleQuantiles.COUNT];
    Arrays.setAll(
        quantiles,
        i -> sorted[(int) ((long) i * (sorted.length - 1) / (SampleQuantiles.COUNT - 1))]);
    return quantiles;
  }
}
