package io.tidemark.core.fact;

/**
 * Tells a price that is counted in another unit than the one before, as where a coin is
 * redenominated: it is so many times as much, by a power of ten.
 *
 * <p>See RATIONALE.md, "Why do features warm up anew after a redenomination?"
 */
public final class PriceScale {

  /** So far from a whole one the decimal logarithm of a ratio may be: prices move as well. */
  private static final double NEAR_POWER = 0.04;

  private PriceScale() {}

  /**
   * The power of ten by which a price is another's.
   *
   * @return 0 where it is none, or one of the two is not known
   */
  public static int power(double before, double after) {
    double power = Math.log10(after / before);
    double whole = Math.rint(power);
    return Math.abs(power - whole) <= NEAR_POWER && Double.isFinite(power) ? (int) whole : 0;
  }
}
