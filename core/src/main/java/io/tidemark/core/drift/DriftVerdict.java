package io.tidemark.core.drift;

/**
 * The drift gate's annotation of one assessment.
 *
 * @param status what it thinks
 * @param feature the feature (or {@code score}) with the largest distance among those that may
 *     pause, or among all that are looked at where none may; empty while {@link
 *     DriftStatus#FILLING}. What caused a {@link DriftStatus#WATCH} is named by its alert
 * @param distance its Kolmogorov-Smirnov distance, 0 to 1; NaN while filling
 * @param threshold the pause threshold it is held against; NaN where nothing may pause
 * @param window full size of the live window, samples
 */
public record DriftVerdict(
    DriftStatus status, String feature, double distance, double threshold, int window) {}
