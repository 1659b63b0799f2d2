package io.tidemark.calibration;

import java.util.Arrays;
import java.util.List;

/**
 * Lets the series of a family lend each other what they know of their tails.
 *
 * <p>One export has few independent clusters in the tail of one series, so its exponent is wrong by
 * a third. The largest of many series is ruled by those whose exponent is too small, and their
 * thresholds are carried far: to the budget times the number of series. But the exponent in units
 * of the level that it was fitted from is much the same for all series (Kolmogorov's law has one
 * shape). So each is drawn towards the family's median, on a logarithmic scale, by as much as
 * differences are chance: C. Stein, 1956; B. Efron, C. Morris, 1973.
 *
 * @param tails one per series, with exponents drawn together
 * @param own how much of its own exponent each has kept, 0 to 1
 */
record SharedExponents(List<Levels.Tail> tails, double own) {

  /** With fewer series nobody knows how much of their differences is chance. */
  private static final int FEWEST = 5;

  SharedExponents {
    tails = List.copyOf(tails);
  }

  /**
   * Draws exponents together.
   *
   * @param tails one per series; those without an excess are left as they are
   * @param clusters independent clusters in the tail of one series: the variance of the logarithm
   *     of a mean excess is one over them
   */
  static SharedExponents of(Levels.Tail[] tails, double clusters) {
    double[] logs =
        Arrays.stream(tails)
            .filter(SharedExponents::hasOne)
            .mapToDouble(SharedExponents::log)
            .toArray();
    if (logs.length < FEWEST) {
      return new SharedExponents(List.of(tails), 1);
    }
    Arrays.sort(logs);
    double middle = logs[logs.length / 2];
    double variance = 0;
    for (double log : logs) {
      variance += (log - middle) * (log - middle) / (logs.length - 1);
    }
    double chance = 1 / clusters;
    double own = Math.max(0, variance - chance) / Math.max(variance, chance);
    return new SharedExponents(
        Arrays.stream(tails)
            .map(tail -> hasOne(tail) ? drawn(tail, middle + own * (log(tail) - middle)) : tail)
            .toList(),
        own);
  }

  private static Levels.Tail drawn(Levels.Tail tail, double log) {
    return new Levels.Tail(
        tail.base(), tail.base() * Math.exp(log), tail.logRunLength(), tail.peaks());
  }

  private static boolean hasOne(Levels.Tail tail) {
    return tail.base() > 0 && tail.excess() > 0;
  }

  private static double log(Levels.Tail tail) {
    return Math.log(tail.excess() / tail.base());
  }
}
