package io.tidemark.core.drift;

import java.util.Random;

/** Seeded streams of samples. */
final class Streams {

  private Streams() {}

  /** Standard normal values, shifted. */
  static float[] normal(long seed, int n, double mean) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (random.nextGaussian() + mean);
    }
    return values;
  }

  /** Few distinct values, both zeroes, both infinities and some that are missing. */
  static float[] awkward(long seed, int n) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (random.nextInt(12)) {
            case 0 -> Float.NEGATIVE_INFINITY;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> -0.0f;
            case 3 -> Float.NaN;
            case 4 -> Float.MIN_VALUE;
            case 5 -> -Float.MAX_VALUE;
            default -> (random.nextInt(9) - 4) / 2f;
          };
    }
    return values;
  }
}
