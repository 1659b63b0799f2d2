package io.tidemark.bench.drift.peers;

/**
 * The Page-Hinkley test, two-sided: E. S. Page, Continuous Inspection Schemes, Biometrika 41, 1954;
 * D. V. Hinkley, Inference about the change-point from cumulative sum tests, Biometrika 58, 1971.
 *
 * <p>The sum of {@code x - mean - delta} (and of its mirror image) is held against its smallest
 * value so far; the mean is of all samples since it began.
 */
public final class PageHinkley implements Detector {

  private final double delta;
  private final double lambda;
  private long n;
  private double mean;
  private double up;
  private double lowest;
  private double down;
  private double highest;

  /**
   * Makes one.
   *
   * @param delta the change of the mean that is none, in units of the series
   * @param lambda how far the sum may rise above its smallest value
   */
  public PageHinkley(double delta, double lambda) {
    this.delta = delta;
    this.lambda = lambda;
  }

  @Override
  public boolean step(double value) {
    n++;
    mean += (value - mean) / n;
    up += value - mean - delta;
    lowest = Math.min(lowest, up);
    down += value - mean + delta;
    highest = Math.max(highest, down);
    if (up - lowest > lambda || highest - down > lambda) {
      n = 0;
      mean = 0;
      up = 0;
      lowest = 0;
      down = 0;
      highest = 0;
      return true;
    }
    return false;
  }
}
