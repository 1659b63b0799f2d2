package io.tidemark.models.importing;

import java.util.Random;

/** Rows of features as a model may meet them: of all sizes, the same in every run. */
final class RandomRows {

  private static final long SEED = 19;

  /** From log returns to oscillators of 0 to 100. */
  private static final double[] SIZES = {0.001, 0.01, 0.1, 1, 10, 50, 100};

  private RandomRows() {}

  /** So many rows of so many numbers. */
  static float[][] of(int rows, int width) {
    Random random = new Random(SEED);
    float[][] made = new float[rows][width];
    for (float[] row : made) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (random.nextGaussian() * SIZES[random.nextInt(SIZES.length)]);
      }
    }
    return made;
  }
}
