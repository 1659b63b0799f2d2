package io.tidemark.core.drift;

/**
 * The drift gate's annotation of one assessment.
 *
 * @param status what it thinks
 * @param feature the feature (or {@code score}) with the largest distance relative to its
 *     threshold; empty while {@link DriftStatus#FILLING}
 * @param distance its Kolmogorov-Smirnov distance, 0 to 1; NaN while filling
 * @param threshold the pause threshold it is held against
 * @param window full size of the live window, samples
 */
public record DriftVerdict(
    DriftStatus status, String feature, double distance, double threshold, int window) {}
