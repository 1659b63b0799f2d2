package io.tidemark.core.feature.regime;

import io.tidemark.core.feature.FeatureMismatchException;

/**
 * A state of two that is entered at one bound and left at a lower one.
 *
 * @param low percent below which the state is left
 * @param high percent from which on it is entered
 */
record Hysteresis(int low, int high) {

  private static final double PERCENT = 100;

  /**
   * Two bounds.
   *
   * @throws FeatureMismatchException if the upper one is below the lower one
   */
  static Hysteresis of(int low, int high) {
    if (low > high) {
      throw new FeatureMismatchException(
          "low is " + low + " and high is " + high + ", low must not be above high");
    }
    return new Hysteresis(low, high);
  }

  /**
   * The state at a share.
   *
   * @param before the state before: 1 or 0
   * @param share 0 to 1
   */
  double next(double before, double share) {
    if (share >= high / PERCENT) {
      return 1;
    }
    return share < low / PERCENT ? 0 : before;
  }

  /** The bounds as they are written in a call. */
  String written() {
    return low + "," + high;
  }
}
