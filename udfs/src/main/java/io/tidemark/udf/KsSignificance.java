package io.tidemark.udf;

import io.tidemark.core.drift.TwoSampleKs;
import java.util.Arrays;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * The two-sided p-value of the two-sample Kolmogorov-Smirnov test as Commons Statistics gives it:
 * exact below 10,000 values a sample, from the asymptotic distribution from there on. Values are
 * float32 as in {@link TwoSampleKs}, -0.0 equals 0.0, NaN is dropped.
 */
final class KsSignificance {

  private static final int LEAST = 2;

  private KsSignificance() {}

  /** p, 0 to 1; NaN if a sample has fewer than two values. */
  static double pValue(float[] a, float[] b) {
    double[] x = present(a);
    double[] y = present(b);
    return x.length < LEAST || y.length < LEAST
        ? Double.NaN
        : KolmogorovSmirnovTest.withDefaults().test(x, y).getPValue();
  }

  private static double[] present(float[] values) {
    double[] present = new double[values.length];
    int count = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        present[count++] = value + 0.0f; // no -0.0, which sorting would put below 0.0
      }
    }
    return Arrays.copyOf(present, count);
  }
}
