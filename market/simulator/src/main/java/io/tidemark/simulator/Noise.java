package io.tidemark.simulator;

/**
 * Chance that is the same on every machine and every JDK: SplitMix64 (Steele, Lea, Flood 2014) and
 * {@link StrictMath}.
 */
final class Noise {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;
  private double spare = Double.NaN;

  Noise(long seed) {
    this.state = seed;
  }

  /** A source of its own for what {@code label} names, so that streams do not disturb another. */
  Noise fork(long label) {
    return new Noise(mix(state ^ mix(label * GOLDEN + 1)));
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** Above 0, below 1. */
  double uniform() {
    return ((bits() >>> 11) + 0.5) * 0x1.0p-53;
  }

  /** 0 to {@code bound} - 1. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Mean 0, deviation 1 (Box and Muller 1958). */
  double gaussian() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
    double angle = 2 * StrictMath.PI * uniform();
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /** Number of events with this mean (Knuth's product of uniforms; for small means). */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int events = 0;
    for (double product = uniform(); product > limit; product *= uniform()) {
      events++;
    }
    return events;
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
