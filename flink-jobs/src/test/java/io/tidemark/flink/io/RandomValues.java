package io.tidemark.flink.io;

import java.util.List;
import java.util.Random;

/** Single values at random, with the extremes that doubles, times and texts have. */
final class RandomValues {

  private static final List<String> TEXTS = List.of("", "a", "naïve ✓ 𝄞", "x".repeat(300), "\0\n");
  private static final double[] POSITIVE = {
    Double.MIN_VALUE, Double.MIN_NORMAL, 0.1, 1, 64_000.01, 1e-8, 1e49, Math.nextDown(1e50)
  };
  private static final double[] ANY = {
    0.0,
    -0.0,
    Double.NaN,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -Double.MIN_VALUE
  };

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  /** Any microsecond that leaves room for a candle. */
  long time() {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MIN_VALUE + random.nextInt(3);
      case 1 -> Long.MAX_VALUE - 100_000_000L - random.nextInt(3);
      case 2 -> random.nextInt();
      default -> 1_700_000_000_000_000L + random.nextInt();
    };
  }

  double unit() {
    return random.nextBoolean() ? random.nextDouble() * 2 - 1 : -0.0;
  }

  double positive() {
    return POSITIVE[random.nextInt(POSITIVE.length)];
  }

  double any() {
    return random.nextBoolean() ? positive() : ANY[random.nextInt(ANY.length)];
  }

  String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
