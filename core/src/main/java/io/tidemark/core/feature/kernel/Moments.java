package io.tidemark.core.feature.kernel;

/**
 * Mean and central moments of the last {@code n} numbers. Parts hold the mean and the sums of the
 * second to {@code order}-th powers about it; they are joined about the joint mean (Chan, Golub and
 * LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979;
 * Pébay, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
 * statistical moments", 2008). Of equal numbers all moments are exactly 0.
 *
 * @param n how many numbers
 * @param order highest moment, 1 to 4
 * @param window over them
 */
public record Moments(int n, int order, SlidingWindow window) {

  public Moments(int n, int order) {
    this(
        n,
        order,
        new SlidingWindow(
            n,
            order,
            (cells, older, a, newer, b, into) -> join(order, cells, older, a, newer, b, into)));
  }

  public int cells() {
    return window.cells();
  }

  public boolean isFull(double[] cells, int at) {
    return window.isFull(cells, at);
  }

  public void push(double[] cells, int at, double x) {
    window.push(cells, at, x);
  }

  /** Mean of the window's numbers; only if full and n is above 0. */
  public double mean(double[] cells, int at) {
    int newer = window.newerSize(cells, at);
    double mean = cells[window.older(cells, at)];
    return newer == 0 ? mean : mean(mean, n - newer, cells[window.newer(at)], newer);
  }

  /** Population variance of the window's numbers; only if full and n is above 0. */
  public double variance(double[] cells, int at) {
    return powers(cells, at, mean(cells, at), 2) / n;
  }

  /** Mean of the window's numbers and {@code x}; only if full. */
  public double meanWith(double[] cells, int at, double x) {
    return n == 0 ? x : mean(mean(cells, at), n, x, 1);
  }

  /** Population variance of the window's numbers and {@code x}; only if full. */
  public double varianceWith(double[] cells, int at, double x) {
    return momentWith(cells, at, x, 2);
  }

  /** Central moment of the window's numbers and {@code x}; only if full. */
  public double momentWith(double[] cells, int at, double x, int power) {
    double mean = meanWith(cells, at, x);
    double sum = n == 0 ? 0 : powers(cells, at, mean, power);
    double d = x - mean;
    double own = d * d;
    for (int i = 2; i < power; i++) {
      own *= d;
    }
    return (sum + own) / (n + 1);
  }

  private double powers(double[] cells, int at, double centre, int power) {
    int newer = window.newerSize(cells, at);
    double sum = powers(cells, window.older(cells, at), n - newer, centre, power);
    return newer == 0 ? sum : sum + powers(cells, window.newer(at), newer, centre, power);
  }

  private static void join(
      int order, double[] cells, int older, int a, int newer, int b, int into) {
    double mean = mean(cells[older], a, cells[newer], b);
    // from the highest down: each looks at lower ones, which may lie where the result goes
    for (int power = order; power >= 2; power--) {
      cells[into + power - 1] =
          powers(cells, older, a, mean, power) + powers(cells, newer, b, mean, power);
    }
    cells[into] = mean;
  }

  private static double mean(double older, int a, double newer, int b) {
    return older + (newer - older) * ((double) b / (a + b));
  }

  /** Sum of powers of a part of {@code size} numbers about {@code centre}. */
  private static double powers(double[] cells, int part, int size, double centre, int power) {
    double d = cells[part] - centre;
    double squares = cells[part + 1];
    return switch (power) {
      case 2 -> squares + size * d * d;
      case 3 -> cells[part + 2] + 3 * d * squares + size * d * d * d;
      case 4 ->
          cells[part + 3] + 4 * d * cells[part + 2] + 6 * d * d * squares + size * d * d * d * d;
      default -> throw new IllegalArgumentException("power is " + power + ", it must be 2 to 4");
    };
  }
}
