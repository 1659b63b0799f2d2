package io.tidemark.core.drift;

/**
 * A feature whose live window was tested against its reference (two-sample Kolmogorov-Smirnov), or
 * an outcome test.
 *
 * @param name of the feature, {@code score}, or an {@link io.tidemark.core.outcome.OutcomeTest}
 * @param distance Kolmogorov-Smirnov distance, 0 to 1; of an outcome test its sum, standard
 *     deviations
 * @param threshold the distance is held against it, in its unit
 * @param window samples in the live window; of an outcome test the outcomes since it began anew
 * @param reference samples in the reference; of an outcome test the outcomes at validation
 */
public record TestedFeature(
    String name, double distance, double threshold, int window, int reference) {}
