package io.tidemark.core.feature.trend;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;

/**
 * Wilder's directional movement (1978), 0 to 100: the indicators of upward and downward movement,
 * and the average of their difference over their sum. As everywhere here, each average begins with
 * the plain mean of its first n numbers. Where nothing moves they are 0. Cells: high, low and close
 * of the previous bar (0 before the first), ranges taken in, averages of range, upward and downward
 * movement, index.
 */
record DirectionalMovement(int n, Line line) implements Feature {

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int CLOSE = 2;
  private static final int COUNT = 3;
  private static final int RANGE = 4;
  private static final int UP = 5;
  private static final int DOWN = 6;
  private static final int INDEX = 7;

  /** Which of the three lines. */
  enum Line {
    /** Upward movement. */
    PLUS_DI,
    /** Downward movement. */
    MINUS_DI,
    /** Strength of a movement, whatever its direction. */
    ADX
  }

  @Override
  public String name() {
    return switch (line) {
          case PLUS_DI -> "plus_di(";
          case MINUS_DI -> "minus_di(";
          case ADX -> "adx(";
        }
        + n
        + ")";
  }

  @Override
  public int cells() {
    return 8;
  }

  @Override
  public int warmUp() {
    return line == Line.ADX ? 2 * n - 1 : n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    double count = cells[at + COUNT] + 1;
    if (cells[at + CLOSE] == 0 || count < warmUp()) {
      return Double.NaN;
    }
    Bar bar = market.bar;
    double range = smooth(cells[at + RANGE], range(cells, at, bar), count);
    double up = smooth(cells[at + UP], up(cells, at, bar), count);
    double down = smooth(cells[at + DOWN], down(cells, at, bar), count);
    return switch (line) {
      case PLUS_DI -> range == 0 ? 0 : 100 * up / range;
      case MINUS_DI -> range == 0 ? 0 : 100 * down / range;
      case ADX -> smooth(cells[at + INDEX], index(up, down), count - (n - 1));
    };
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    Bar bar = market.bar;
    if (cells[at + CLOSE] != 0) {
      double count = cells[at + COUNT] + 1;
      cells[at + RANGE] = smooth(cells[at + RANGE], range(cells, at, bar), count);
      cells[at + UP] = smooth(cells[at + UP], up(cells, at, bar), count);
      cells[at + DOWN] = smooth(cells[at + DOWN], down(cells, at, bar), count);
      if (count >= n) {
        double index = index(cells[at + UP], cells[at + DOWN]);
        cells[at + INDEX] = smooth(cells[at + INDEX], index, count - (n - 1));
      }
      cells[at + COUNT] = Math.min(count, 2 * n); // from there on no formula looks at it
    }
    cells[at + HIGH] = bar.high;
    cells[at + LOW] = bar.low;
    cells[at + CLOSE] = bar.close;
  }

  private static double range(double[] cells, int at, Bar bar) {
    double close = cells[at + CLOSE];
    return Math.max(bar.high, close) - Math.min(bar.low, close);
  }

  private static double up(double[] cells, int at, Bar bar) {
    double up = bar.high - cells[at + HIGH];
    return up > cells[at + LOW] - bar.low ? Math.max(up, 0) : 0;
  }

  private static double down(double[] cells, int at, Bar bar) {
    double down = cells[at + LOW] - bar.low;
    return down > bar.high - cells[at + HIGH] ? Math.max(down, 0) : 0;
  }

  private static double index(double up, double down) {
    return up + down == 0 ? 0 : 100 * Math.abs(up - down) / (up + down);
  }

  /** The mean while at most n are in, Wilder's smoothing from then on. */
  private double smooth(double average, double x, double count) {
    return average + (x - average) / Math.min(count, n);
  }
}
