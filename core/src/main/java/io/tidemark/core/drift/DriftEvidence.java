package io.tidemark.core.drift;

/**
 * What an alert was opened upon, so that a person can judge it without the data: both samples as
 * quantiles, and what sets them apart. A number that cannot be told is NaN.
 *
 * @param windowFrom event time of the oldest live sample, µs since the epoch
 * @param windowTo event time of the newest live sample, µs since the epoch
 * @param reference fingerprint of the reference, hexadecimal
 * @param family tests that may pause (each series in each of its windows), times the declared
 *     instruments; of a warning, all tests
 * @param budget samples (bar closes) in which that family may raise one false alarm of this kind;
 *     NaN where the thresholds are plain distances
 * @param shift difference of the means, live minus reference, in standard deviations of the
 *     reference
 * @param scale standard deviation of the live sample over that of the reference
 * @param wasserstein mean distance between the quantiles of both sides (Wasserstein-1), in standard
 *     deviations of the reference
 * @param at value at which the distribution functions differ most, in the feature's unit
 * @param liveAt fraction of the live sample that is at most {@code at}; just below it where the
 *     distance is reached from below
 * @param referenceAt the same of the reference
 * @param changedAt estimated event time of the first sample after the change, µs since the epoch;
 *     {@code windowFrom} where it lies before the window
 * @param referenceQuantiles of the reference, {@value #QUANTILES} of them: the smallest, each
 *     further 64th, the largest, in the feature's unit
 * @param liveQuantiles the same of the live sample
 */
@SuppressWarnings("ArrayRecordComponent") // written to the wire, never compared as a value
public record DriftEvidence(
    long windowFrom,
    long windowTo,
    String reference,
    int family,
    double budget,
    double shift,
    double scale,
    double wasserstein,
    double at,
    double liveAt,
    double referenceAt,
    long changedAt,
    double[] referenceQuantiles,
    double[] liveQuantiles) {

  /** How many quantiles each side has. */
  public static final int QUANTILES = 65;
}
