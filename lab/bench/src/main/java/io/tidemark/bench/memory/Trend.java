package io.tidemark.bench.memory;

/**
 * A line through the second half of a run's samples, by least squares.
 *
 * @param perUnit how much is added per unit of work, MiB
 * @param standardError of it, MiB
 * @param grown what the line adds over that half, MiB
 */
public record Trend(double perUnit, double standardError, double grown) {

  /** Steeper than so many standard errors is no chance. */
  static final double ERRORS = 3;

  /**
   * Less than this over half a run is no leak, however straight the line: memory comes in pages,
   * and allocators keep some.
   */
  public static final double FLOOR_MIB = 2;

  /**
   * Fits the second half.
   *
   * @param done work at each sample, rising
   * @param mib what was held then
   * @param unit so much work is one unit
   * @throws IllegalArgumentException if that half has fewer than three samples
   */
  static Trend of(long[] done, double[] mib, long unit) {
    int from = done.length / 2;
    int n = done.length - from;
    if (n < 3) {
      throw new IllegalArgumentException("a line needs six samples, there are " + done.length);
    }
    double meanX = 0;
    double meanY = 0;
    for (int i = from; i < done.length; i++) {
      meanX += done[i] / (double) unit / n;
      meanY += mib[i] / n;
    }
    double squares = 0;
    double products = 0;
    for (int i = from; i < done.length; i++) {
      double x = done[i] / (double) unit - meanX;
      squares += x * x;
      products += x * (mib[i] - meanY);
    }
    double slope = products / squares;
    double left = 0;
    for (int i = from; i < done.length; i++) {
      double off = mib[i] - meanY - slope * (done[i] / (double) unit - meanX);
      left += off * off;
    }
    double span = (done[done.length - 1] - done[from]) / (double) unit;
    return new Trend(slope, Math.sqrt(left / (n - 2) / squares), slope * span);
  }

  /** Whether it grows beyond noise. */
  boolean grows() {
    return perUnit > ERRORS * standardError && grown > FLOOR_MIB;
  }
}
