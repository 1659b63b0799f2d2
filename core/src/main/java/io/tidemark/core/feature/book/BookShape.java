package io.tidemark.core.feature.book;

/** What one snapshot of an order book says; level 0 is the best of its side. */
public final class BookShape {

  private BookShape() {}

  /**
   * (bid size - ask size) / (bid size + ask size) over the first {@code levels} of each side, or as
   * many as there are: -1 to 1. NaN if neither side has a size.
   *
   * @param bidSizes base, from the best bid
   * @param askSizes base, from the best ask
   * @param levels at least 1
   * @throws IllegalArgumentException if {@code levels} is below 1
   */
  public static double imbalance(double[] bidSizes, double[] askSizes, int levels) {
    if (levels < 1) {
      throw new IllegalArgumentException("levels must be at least 1, was " + levels);
    }
    double bid = sum(bidSizes, levels);
    double ask = sum(askSizes, levels);
    return (bid - ask) / (bid + ask);
  }

  /**
   * The mid weighted towards the thinner side, quote per base: (bid x ask size + ask x bid size) /
   * (bid size + ask size) at the best levels. NaN if neither has a size.
   */
  public static double microprice(
      double bidPrice, double bidSize, double askPrice, double askSize) {
    return (bidPrice * askSize + askPrice * bidSize) / (bidSize + askSize);
  }

  private static double sum(double[] sizes, int levels) {
    double sum = 0;
    for (int i = 0; i < Math.min(levels, sizes.length); i++) {
      sum += sizes[i];
    }
    return sum;
  }
}
