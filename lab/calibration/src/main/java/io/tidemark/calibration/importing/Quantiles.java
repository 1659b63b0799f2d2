package io.tidemark.calibration.importing;

/** Quantiles between the two nearest values, in proportion. */
final class Quantiles {

  private Quantiles() {}

  /**
   * One quantile.
   *
   * @param sorted values that do not fall, at least one
   * @param level 0 to 1
   */
  static double at(double[] sorted, double level) {
    double place = level * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
