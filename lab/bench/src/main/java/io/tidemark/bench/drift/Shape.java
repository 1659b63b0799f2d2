package io.tidemark.bench.drift;

import java.util.SplittableRandom;

/** What a standard normal stream may turn into. */
enum Shape {
  SHIFT_QUARTER("mean + 0.25 sigma", Kind.MEAN, 0.25),
  SHIFT_HALF("mean + 0.5 sigma", Kind.MEAN, 0.5),
  SHIFT_ONE("mean + 1 sigma", Kind.MEAN, 1),
  SCALE_HALF("scale x 0.5", Kind.SCALE, 0.5),
  SCALE_ONE_AND_A_HALF("scale x 1.5", Kind.SCALE, 1.5),
  SCALE_TWO("scale x 2", Kind.SCALE, 2),
  BIMODAL("two modes, same mean and variance", Kind.BIMODAL, 0.7),
  SKEWED("exponential, same mean and variance", Kind.SKEWED, 1);

  /** What kind of change it is. */
  enum Kind {
    MEAN,
    SCALE,
    BIMODAL,
    SKEWED
  }

  private final String words;
  private final Kind kind;
  private final double size;

  Shape(String words, Kind kind, double size) {
    this.words = words;
    this.kind = kind;
    this.size = size;
  }

  String words() {
    return words;
  }

  Kind kind() {
    return kind;
  }

  /**
   * The value after so much of the change.
   *
   * @param part 0 to 1; of a change of shape it is the share of samples that have it
   */
  double of(double value, double part, SplittableRandom random) {
    return switch (kind) {
      case MEAN -> value + size * part;
      case SCALE -> value * (1 + (size - 1) * part);
      case BIMODAL -> random.nextDouble() < part ? bimodal(value) : value;
      case SKEWED -> random.nextDouble() < part ? -Math.log(upperTail(value)) - 1 : value;
    };
  }

  /** Moves both halves apart and narrows them: {@code sign(x) (a + b |x|)} of variance 1. */
  private double bimodal(double value) {
    double half = size * Math.sqrt(2 / Math.PI);
    double apart = -half + Math.sqrt(half * half + 1 - size * size);
    return Math.copySign(apart + size * Math.abs(value), value);
  }

  /** 1 - Phi: Abramowitz and Stegun, 26.2.17, error below 7.5e-8. */
  static double upperTail(double value) {
    double t = 1 / (1 + 0.2316419 * Math.abs(value));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-value * value / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    return Math.max(1e-7, value >= 0 ? tail : 1 - tail);
  }
}
