package io.tidemark.core.drift;

/**
 * The two-sample Kolmogorov-Smirnov distance of two whole samples, by sorting and merging: {@code D
 * = max |F_a(x) - F_b(x)|}, in O(n log n).
 *
 * <p>For single questions; {@link KsWindow} answers the same one for a moving window in O(log m)
 * and gives the same bits. Values are float32, -0.0 equals 0.0, NaN is missing and dropped.
 */
public final class TwoSampleKs {

  private TwoSampleKs() {}

  /** D of two samples in any order, 0 to 1; NaN if either has no value. */
  public static double distance(float[] a, float[] b) {
    float[] x = Samples.presentSorted(a);
    float[] y = Samples.presentSorted(b);
    if (x.length == 0 || y.length == 0) {
      return Double.NaN;
    }
    long difference = 0;
    long largest = 0;
    int i = 0;
    int j = 0;
    while (i < x.length && j < y.length) {
      float at = Math.min(x[i], y[j]);
      for (; i < x.length && x[i] == at; i++) {
        difference += y.length;
      }
      for (; j < y.length && y[j] == at; j++) {
        difference -= x.length;
      }
      largest = Math.max(largest, Math.abs(difference));
    }
    return (double) largest / ((double) x.length * y.length);
  }

  /** As {@link #distance(float[], float[])}, of values that are first rounded to float32. */
  public static double distance(double[] a, double[] b) {
    return distance(rounded(a), rounded(b));
  }

  private static float[] rounded(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
