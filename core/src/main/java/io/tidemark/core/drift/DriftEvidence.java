package io.tidemark.core.drift;

import io.tidemark.core.score.SamplePeriod;

/**
 * What an alert was opened upon, so that a person can judge it without the data: both samples as
 * quantiles, and what sets them apart. A number that cannot be told is NaN.
 *
 * @param window time of the live samples
 * @param reference fingerprint of the reference, hexadecimal
 * @param family tests that may pause (each series in each of its windows), times the declared
 *     instruments; of a warning, all tests
 * @param budget samples (bar closes) in which that family may raise one false alarm of this kind;
 *     NaN where the thresholds are plain distances
 * @param change how far the live sample has moved
 * @param difference where the two samples differ most
 * @param changedAt estimated event time of the first sample after the change, µs since the epoch;
 *     the beginning of the window where it lies before it
 * @param quantiles of both samples; empty where an outcome test opened the alert
 */
public record DriftEvidence(
    SamplePeriod window,
    String reference,
    int family,
    double budget,
    DistributionChange change,
    LargestDifference difference,
    long changedAt,
    SampleQuantiles quantiles) {

  private static final double[] NONE = {};

  /**
   * Of an outcome test, which compares no two samples.
   *
   * @param window from the row with which the sum last left 0, which is the likeliest beginning of
   *     the change
   */
  static DriftEvidence ofOutcomes(
      SamplePeriod window, String reference, int family, double budget) {
    return new DriftEvidence(
        window,
        reference,
        family,
        budget,
        new DistributionChange(Double.NaN, Double.NaN, Double.NaN),
        new LargestDifference(Double.NaN, Double.NaN, Double.NaN),
        window.from(),
        new SampleQuantiles(NONE, NONE));
  }

  /** Whether it compares two samples, of which there are quantiles. */
  public boolean comparesSamples() {
    return quantiles.live().length > 0;
  }
}
