package io.tidemark.core.drift;

/**
 * The drift gate's annotation of one assessment.
 *
 * @param status what it thinks
 * @param feature of the features and rates that may pause, the score and the outcome tests, the one
 *     nearest to its threshold or farthest beyond it; empty while {@link DriftStatus#FILLING}. What
 *     caused a {@link DriftStatus#WARN} is named by its alert
 * @param distance its Kolmogorov-Smirnov distance, 0 to 1, or the sum of an outcome test; NaN while
 *     filling
 * @param threshold the pause threshold it is held against; NaN while filling
 * @param window full size of the live window, samples; 0 of an outcome test, which has none
 */
public record DriftVerdict(
    DriftStatus status, String feature, double distance, double threshold, int window) {}
