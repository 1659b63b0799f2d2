package io.tidemark.core.feature.kernel;

/**
 * The highest or the lowest of the last {@code n} numbers.
 *
 * @param window over them
 */
public record Extreme(SlidingWindow window, boolean highest) {

  /** The highest of n numbers. */
  public static Extreme highest(int n) {
    return new Extreme(
        new SlidingWindow(
            n,
            1,
            (cells, older, a, newer, b, into) ->
                cells[into] = Math.max(cells[older], cells[newer])),
        true);
  }

  /** The lowest of n numbers. */
  public static Extreme lowest(int n) {
    return new Extreme(
        new SlidingWindow(
            n,
            1,
            (cells, older, a, newer, b, into) ->
                cells[into] = Math.min(cells[older], cells[newer])),
        false);
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

  /** Of the window's numbers; only if full and n is above 0. */
  public double value(double[] cells, int at) {
    return with(cells, at, cells[window.older(cells, at)]);
  }

  /** Of the window's numbers and {@code x}; only if full. */
  public double with(double[] cells, int at, double x) {
    double extreme = x;
    if (window.n() > 0) {
      extreme = further(extreme, cells[window.older(cells, at)]);
    }
    return window.newerSize(cells, at) > 0 ? further(extreme, cells[window.newer(at)]) : extreme;
  }

  private double further(double a, double b) {
    return highest ? Math.max(a, b) : Math.min(a, b);
  }
}
