package io.tidemark.bench.drift;

import java.util.SplittableRandom;

/** A stream in which nothing changes; the same seed gives the same stream. */
public enum CalmProcess {
  INDEPENDENT("independent", 0) {
    @Override
    float[] stream(long seed, int n) {
      return autoregressive(random(seed), n, 0);
    }
  },
  AR_HALF("AR(1) 0.5", 0.5) {
    @Override
    float[] stream(long seed, int n) {
      return autoregressive(random(seed), n, 0.5);
    }
  },
  AR_NINE("AR(1) 0.9", 0.9) {
    @Override
    float[] stream(long seed, int n) {
      return autoregressive(random(seed), n, 0.9);
    }
  },
  GARCH_RETURN("GARCH(1,1) return", 0) {
    @Override
    float[] stream(long seed, int n) {
      return garch(random(seed), n);
    }
  },
  GARCH_LEVEL("its volatility over 24", 0) {
    @Override
    float[] stream(long seed, int n) {
      float[] returns = garch(random(seed), n + LEVEL);
      float[] level = new float[n];
      double sum = 0;
      for (int i = 0; i < returns.length; i++) {
        sum += returns[i] * returns[i];
        if (i >= LEVEL) {
          sum -= returns[i - LEVEL] * returns[i - LEVEL];
          level[i - LEVEL] = (float) Math.sqrt(Math.max(0, sum) / LEVEL);
        }
      }
      return level;
    }
  },
  TIED("heavily tied (Zipf, 12 values)", 0) {
    @Override
    float[] stream(long seed, int n) {
      SplittableRandom random = random(seed);
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        double left = random.nextDouble() * HARMONIC_12;
        int value = 1;
        while (value < 12 && left > 1.0 / value) {
          left -= 1.0 / value;
          value++;
        }
        values[i] = value;
      }
      return values;
    }
  };

  private static final int LEVEL = 24;
  private static final int BURN_IN = 2_000;

  /** 1 + 1/2 + ... + 1/12. */
  private static final double HARMONIC_12 = 3.103210678210678;

  private final String words;
  private final double phi;

  CalmProcess(String words, double phi) {
    this.words = words;
    this.phi = phi;
  }

  String words() {
    return words;
  }

  /** Of the autoregression; 0 for the others. */
  double phi() {
    return phi;
  }

  /** {@code n} samples. */
  abstract float[] stream(long seed, int n);

  /** A generator whose streams of neighbouring seeds have nothing in common. */
  static SplittableRandom random(long seed) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L).split();
  }

  /** Standard normal, each correlated with the one before by phi. */
  static float[] autoregressive(SplittableRandom random, int n, double phi) {
    float[] values = new float[n];
    double x = random.nextGaussian();
    double noise = Math.sqrt(1 - phi * phi);
    for (int i = 0; i < n; i++) {
      values[i] = (float) x;
      x = phi * x + noise * random.nextGaussian();
    }
    return values;
  }

  /** h = 0.02 + 0.08 x^2 + 0.90 h: of variance 1, and a shock to it is halved after 34 samples. */
  private static float[] garch(SplittableRandom random, int n) {
    float[] values = new float[n];
    double h = 1;
    double x = 0;
    for (int i = -BURN_IN; i < n; i++) {
      h = 0.02 + 0.08 * x * x + 0.90 * h;
      x = Math.sqrt(h) * random.nextGaussian();
      if (i >= 0) {
        values[i] = (float) x;
      }
    }
    return values;
  }
}
