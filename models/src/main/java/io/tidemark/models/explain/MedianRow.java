package io.tidemark.models.explain;

import io.tidemark.models.Baseline;
import java.util.Arrays;

/** The medians of a baseline's features: what a feature is where it is taken away. */
final class MedianRow {

  private MedianRow() {}

  /**
   * One number for each feature; of an even number of samples the middle between the two in the
   * middle.
   *
   * @param features how many of the baseline's columns are features
   */
  static float[] of(Baseline baseline, int features) {
    float[] medians = new float[features];
    for (int i = 0; i < features; i++) {
      float[] sorted = baseline.columns()[i].clone();
      Arrays.sort(sorted);
      int upper = sorted.length / 2;
      int lower = (sorted.length - 1) / 2;
      medians[i] = (float) (((double) sorted[lower] + sorted[upper]) / 2);
    }
    return medians;
  }

  /** Refuses what no such model takes. */
  static void requireLength(float[] window, int length) {
    if (window.length != length) {
      throw new IllegalArgumentException(
          "the model takes " + length + " numbers, was given " + window.length);
    }
  }
}
