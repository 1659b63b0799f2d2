package io.tidemark.core.drift;

import java.util.Arrays;

/** What counts as a sample, the same on both sides of a test. */
final class Samples {

  private Samples() {}

  /** The same number with only one zero: -0.0 becomes 0.0. */
  static float canonical(float value) {
    return value + 0.0f;
  }

  /** The samples that are not NaN, canonical and in ascending order. */
  static float[] presentSorted(float[] samples) {
    float[] present = new float[samples.length];
    int n = 0;
    for (float sample : samples) {
      if (!Float.isNaN(sample)) {
        present[n++] = canonical(sample);
      }
    }
    Arrays.sort(present, 0, n);
    return Arrays.copyOf(present, n);
  }
}
