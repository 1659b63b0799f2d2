package io.tidemark.core.drift;

/**
 * Two samples as quantiles: of each side {@value #COUNT}, the smallest, each further 64th, the
 * largest, in the feature's unit.
 *
 * @param reference of the reference
 * @param live of the live sample
 */
@SuppressWarnings("ArrayRecordComponent") // written to the wire, never compared as a value
public record SampleQuantiles(double[] reference, double[] live) {

  /** How many quantiles each side has. */
  public static final int COUNT = 65;
}
