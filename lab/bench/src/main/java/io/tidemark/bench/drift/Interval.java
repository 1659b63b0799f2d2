package io.tidemark.bench.drift;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A 95 % interval by the bootstrap over independent units (B. Efron, 1979), 1,000 draws.
 *
 * @param low 2.5 % of the draws are below
 * @param high 2.5 % are above
 */
record Interval(double low, double high) {

  private static final int DRAWS = 1_000;

  /** Of a statistic of units that are drawn with replacement. */
  static Interval of(double[] units, ToDoubleFunction<double[]> statistic) {
    SplittableRandom random = CalmProcess.random(units.length);
    double[] drawn = new double[units.length];
    double[] values = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = units[random.nextInt(units.length)];
      }
      values[draw] = statistic.applyAsDouble(drawn);
    }
    Arrays.sort(values);
    return new Interval(values[DRAWS / 40], values[DRAWS - 1 - DRAWS / 40]);
  }

  static Interval ofMean(double[] units) {
    return of(units, values -> Arrays.stream(values).sum() / values.length);
  }
}
