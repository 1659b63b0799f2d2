package io.tidemark.bench.crayfish;

import java.util.SplittableRandom;

/**
 * Images without meaning, as the benchmark's: uniform numbers from 0 to 1, of a seed and an id.
 *
 * @param seed of all of them
 */
record Images(long seed) {

  /** The numbers of one image. */
  float[] numbers(long id) {
    SplittableRandom random = new SplittableRandom(seed + id * 0x9E3779B97F4A7C15L);
    float[] numbers = new float[Network.INPUTS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble();
    }
    return numbers;
  }
}
