package io.tidemark.calibration;

import java.util.SplittableRandom;

/** Seeded streams in which nothing changes. */
final class CalmStreams {

  private CalmStreams() {}

  /** A standard normal AR(1): x(t) = phi x(t-1) + noise, of variance 1. */
  static float[] autoregressive(long seed, int n, double phi) {
    SplittableRandom random = new SplittableRandom(seed).split();
    float[] values = new float[n];
    double x = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      values[i] = (float) x;
      x = phi * x + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return values;
  }

  static float[] independent(long seed, int n) {
    return autoregressive(seed, n, 0);
  }

  /** Normal noise whose log volatility is a slow AR(1). */
  static float[] clustered(long seed, int n) {
    float[] volatility = autoregressive(seed, n, 0.98);
    float[] values = independent(seed + 1, n);
    for (int i = 0; i < n; i++) {
      values[i] *= (float) Math.exp(0.5 * volatility[i]);
    }
    return values;
  }

  /** Every row of a baseline: one random row out of each of equal stretches. */
  static float[] thinned(long seed, float[] values, int number) {
    SplittableRandom random = new SplittableRandom(seed).split();
    float[] picked = new float[number];
    for (int i = 0; i < number; i++) {
      int from = (int) ((long) values.length * i / number);
      picked[i] = values[random.nextInt(from, (int) ((long) values.length * (i + 1) / number))];
    }
    return picked;
  }
}
