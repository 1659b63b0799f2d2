package io.tidemark.bench.drift;

import java.util.SplittableRandom;

/**
 * Many features of all kinds with a common factor: an AR(1) 0.5 that makes up half of each one's
 * variance. A fifth each is otherwise independent, AR(1) 0.5, AR(1) 0.9, clustered in volatility
 * (as the GARCH return), or cut to seven distinct values.
 */
final class MixedFamily {

  private static final double SHARE = Math.sqrt(0.5);
  private static final int KINDS = 5;

  private MixedFamily() {}

  /** Columns of {@code n} samples. */
  static float[][] streams(long seed, int features, int n) {
    float[] factor = CalmProcess.AR_HALF.stream(seed * 1_009 + 1, n);
    float[][] columns = new float[features][];
    for (int i = 0; i < features; i++) {
      columns[i] = column(seed * 1_009 + 2 + i, i % KINDS, factor);
    }
    return columns;
  }

  private static float[] column(long seed, int kind, float[] factor) {
    int n = factor.length;
    SplittableRandom random = CalmProcess.random(seed);
    float[] own =
        switch (kind) {
          case 1 -> CalmProcess.autoregressive(random, n, 0.5);
          case 2 -> CalmProcess.autoregressive(random, n, 0.9);
          case 3 -> CalmProcess.GARCH_RETURN.stream(seed, n);
          default -> CalmProcess.autoregressive(random, n, 0);
        };
    for (int i = 0; i < n; i++) {
      double value = SHARE * (factor[i] + own[i]);
      own[i] = (float) (kind == 4 ? Math.max(-3, Math.min(3, Math.rint(value))) : value);
    }
    return own;
  }
}
