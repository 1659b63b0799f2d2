package io.tidemark.core.drift;

/**
 * Where the distribution functions of two samples differ most.
 *
 * @param at the value, in the feature's unit
 * @param live fraction of the live sample that is at most {@code at}; just below it where the
 *     distance is reached from below
 * @param reference the same of the reference
 */
public record LargestDifference(double at, double live, double reference) {

  /** How far apart they are there: the Kolmogorov-Smirnov distance, 0 to 1. */
  public double distance() {
    return Math.abs(live - reference);
  }
}
