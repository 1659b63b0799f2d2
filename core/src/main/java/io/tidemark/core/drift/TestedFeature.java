package io.tidemark.core.drift;

/**
 * A feature whose live window was tested against its reference (two-sample Kolmogorov-Smirnov).
 *
 * @param name of the feature, or {@code score}
 * @param distance Kolmogorov-Smirnov distance, 0 to 1
 * @param threshold the distance is held against it, 0 to 1
 * @param window samples in the live window
 * @param reference samples in the reference
 */
public record TestedFeature(
    String name, double distance, double threshold, int window, int reference) {}
