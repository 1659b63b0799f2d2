package io.tidemark.client.drift;

import io.tidemark.core.drift.DistributionChange;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.LargestDifference;
import io.tidemark.core.drift.SampleQuantiles;
import io.tidemark.core.drift.TestedFeature;
import io.tidemark.core.drift.TwoSampleKs;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.SamplePeriod;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Alerts upon two samples, with evidence counted out by the definition. */
public final class Alerts {

  public static final long OPENED = 1_704_067_200_000_000L;
  public static final long HOUR = 3_600_000_000L;
  public static final String ID = "5a0f3c7791d24e8fb1c06d2ea9f4b873";

  private Alerts() {}

  public static DriftAlert upon(float[] reference, float[] live) {
    return of(ID, AlertPhase.OPENED, OPENED, "atr(14)", evidence(reference, live), reference, live);
  }

  /** Upon an outcome test. */
  static DriftAlert uponOutcomes() {
    double[] none = {};
    return new DriftAlert(
        new AlertOccurrence(ID, AlertPhase.OPENED, "BTC-USDT@binance", OPENED, OPENED, 0),
        DriftStatus.PAUSED,
        new TestedFeature("outcome-edge", 70.25, 65.5, 900, 8_758),
        new ModelVersion("btc-linear", "3"),
        "outcome-edge: its sum is above its threshold",
        new DriftEvidence(
            new SamplePeriod(OPENED - 5 * HOUR, OPENED),
            "8f3a52c19b04e7d6",
            7,
            100_000,
            new DistributionChange(Double.NaN, Double.NaN, Double.NaN),
            new LargestDifference(Double.NaN, Double.NaN, Double.NaN),
            OPENED - 5 * HOUR,
            new SampleQuantiles(none, none)));
  }

  public static DriftAlert record(String id, AlertPhase phase, long time) {
    return of(id, phase, time, "atr(14)", null, new float[] {1, 2}, new float[] {3, 4});
  }

  static DriftAlert named(String feature) {
    float[] sample = {1, 2, 3};
    return of(ID, AlertPhase.OPENED, OPENED, feature, evidence(sample, sample), sample, sample);
  }

  public static float[] normal(long seed, int n, double mean, double deviation) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return values;
  }

  static float[] constant(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }

  /** Whole numbers below a bound: many ties. */
  static float[] whole(long seed, int n, int bound) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextInt(bound);
    }
    return values;
  }

  /** Some of them infinite. */
  static float[] infinite(long seed, int n, int below, int above) {
    float[] values = normal(seed, n, 0, 1);
    Arrays.fill(values, 0, below, Float.NEGATIVE_INFINITY);
    Arrays.fill(values, below, below + above, Float.POSITIVE_INFINITY);
    return values;
  }

  private static DriftEvidence evidence(float[] reference, float[] live) {
    double at = Double.NaN;
    double largest = -1;
    for (float[] side : new float[][] {reference, live}) {
      for (float x : side) {
        double apart = Math.abs(atMost(reference, x) - atMost(live, x));
        if (apart > largest) {
          largest = apart;
          at = x;
        }
      }
    }
    return new DriftEvidence(
        new SamplePeriod(OPENED - live.length * HOUR, OPENED),
        "8f3a52c19b04e7d6",
        36,
        100_000,
        new DistributionChange(0.5, 1.25, 0.75),
        new LargestDifference(at, atMost(live, at), atMost(reference, at)),
        OPENED - 5 * HOUR,
        new SampleQuantiles(quantiles(reference), quantiles(live)));
  }

  private static DriftAlert of(
      String id,
      AlertPhase phase,
      long time,
      String feature,
      @Nullable DriftEvidence evidence,
      float[] reference,
      float[] live) {
    return new DriftAlert(
        new AlertOccurrence(id, phase, "BTC-USDT@binance", OPENED, time, 12),
        DriftStatus.PAUSED,
        new TestedFeature(
            feature, TwoSampleKs.distance(reference, live), 0.31, live.length, reference.length),
        new ModelVersion("btc-linear", "3"),
        feature + ": the live window is far away from its reference",
        evidence);
  }

  private static double atMost(float[] sample, double x) {
    int n = 0;
    for (float value : sample) {
      n += value <= x ? 1 : 0;
    }
    return (double) n / sample.length;
  }

  private static double[] quantiles(float[] sample) {
    float[] sorted = sample.clone();
    Arrays.sort(sorted);
    double[] quantiles = new double[SampleQuantiles.COUNT];
    Arrays.setAll(quantiles, i -> sorted[i * (sorted.length - 1) / (quantiles.length - 1)]);
    return quantiles;
  }
}
