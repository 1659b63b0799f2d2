package io.tidemark.core.drift;

/**
 * How far a live sample has moved away from its reference. A number that cannot be told is NaN.
 *
 * @param shift difference of the means, live minus reference, in standard deviations of the
 *     reference
 * @param scale standard deviation of the live sample over that of the reference
 * @param wasserstein mean distance between the quantiles of both sides (Wasserstein-1), in standard
 *     deviations of the reference
 */
public record DistributionChange(double shift, double scale, double wasserstein) {}
