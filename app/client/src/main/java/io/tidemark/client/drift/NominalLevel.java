package io.tidemark.client.drift;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import java.util.Arrays;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The asymptotic two-sample p-value that belongs to an alert's distance. It takes samples for
 * independent of each other, which those of a market are not: a figure to compare, not to believe.
 */
final class NominalLevel {

  private static final int LEAST = 2;

  private NominalLevel() {}

  /** p, 0 to 1; NaN if a side has fewer than two samples. */
  static double of(DriftAlert alert, DriftEvidence evidence) {
    if (alert.tested().window() < LEAST || alert.tested().reference() < LEAST) {
      return Double.NaN;
    }
    // Asymptotically only the distance and the sizes count, so two samples of zeros and ones do.
    double[] live = upTo(alert.tested().window(), evidence.difference().live());
    double[] reference = upTo(alert.tested().reference(), evidence.difference().reference());
    return KolmogorovSmirnovTest.withDefaults()
        .with(PValueMethod.ASYMPTOTIC)
        .test(live, reference)
        .getPValue();
  }

  private static double[] upTo(int size, double fraction) {
    double[] sample = new double[size];
    Arrays.fill(sample, (int) Math.round(fraction * size), size, 1);
    return sample;
  }
}
