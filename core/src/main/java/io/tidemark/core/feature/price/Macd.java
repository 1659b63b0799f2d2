package io.tidemark.core.feature.price;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.FeatureMismatchException;
import io.tidemark.core.feature.Market;

/**
 * Moving average convergence divergence as a fraction of the close, and its signal line (Appel).
 * Exponential averages with alpha 2 / (n + 1); each starts with a plain mean, the fast one with the
 * mean of the last {@code fast} closes before the slow one is full, as TA-Lib does. Cells: closes
 * taken in, fast average, slow average, signal average.
 */
public record Macd(int fast, int slow, int signal, boolean line) implements Feature {

  /** Refuses averages that are not the faster and the slower one. */
  public Macd {
    if (fast >= slow) {
      throw new FeatureMismatchException(
          "fast is " + fast + ", it must be below slow, which is " + slow);
    }
  }

  @Override
  public String name() {
    return (line ? "macd_signal(" : "macd(") + fast + "," + slow + "," + signal + ")";
  }

  @Override
  public int cells() {
    return 4;
  }

  @Override
  public int warmUp() {
    return line ? slow + signal - 2 : slow - 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    double count = cells[at] + 1;
    double close = market.bar.close;
    if (count <= warmUp()) {
      return Double.NaN;
    }
    double macd = fastWith(cells, at, close, count) - slowWith(cells, at, close, count);
    return (line ? signalWith(cells, at, macd, count) : macd) / close;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double count = cells[at] + 1;
    double close = market.bar.close;
    double nextFast = fastWith(cells, at, close, count);
    double nextSlow = slowWith(cells, at, close, count);
    if (count >= slow) {
      cells[at + 3] = signalWith(cells, at, nextFast - nextSlow, count);
    }
    cells[at + 1] = nextFast;
    cells[at + 2] = nextSlow;
    cells[at] = Math.min(count, slow + signal); // from there on no formula looks at it
  }

  private double fastWith(double[] cells, int at, double x, double count) {
    return average(cells[at + 1], x, count - (slow - fast), fast);
  }

  private double slowWith(double[] cells, int at, double x, double count) {
    return average(cells[at + 2], x, count, slow);
  }

  private double signalWith(double[] cells, int at, double macd, double count) {
    return average(cells[at + 3], macd, count - (slow - 1), signal);
  }

  /** The plain mean while {@code count} is at most n, exponential from then on; 0 before. */
  public static double average(double average, double x, double count, int n) {
    if (count < 1) {
      return 0;
    }
    double weight = count <= n ? 1 / count : 2d / (n + 1);
    return average + (x - average) * weight;
  }
}
