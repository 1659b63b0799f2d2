package io.tidemark.core.feature.kernel;

/**
 * A ring of the last {@code n} numbers with their sum and sum of squares, laid out in cells: count,
 * position, anchor, sum and sum of squares about the anchor, then the numbers.
 *
 * <p>Sums that only add and subtract lose precision with time; these are made anew whenever the
 * ring has gone round, so that their error is that of at most {@code n} updates (amortised O(1)).
 * The anchor keeps the squares small where the level is large against the spread.
 */
public record Ring(int n) {

  private static final int COUNT = 0;
  private static final int POSITION = 1;
  private static final int ANCHOR = 2;
  private static final int SUM = 3;
  private static final int SQUARES = 4;
  private static final int FIRST = 5;

  public int cells() {
    return FIRST + n;
  }

  public boolean isFull(double[] cells, int at) {
    return cells[at + COUNT] == n;
  }

  /** The number that {@link #push} would drop; only if full. */
  public double oldest(double[] cells, int at) {
    return cells[at + FIRST + (int) cells[at + POSITION]];
  }

  public double sum(double[] cells, int at) {
    return cells[at + SUM] + cells[at + COUNT] * cells[at + ANCHOR];
  }

  /** Mean of the ring's numbers and {@code x}. */
  public double meanWith(double[] cells, int at, double x) {
    double count = cells[at + COUNT] + 1;
    return cells[at + ANCHOR] + (cells[at + SUM] + (x - cells[at + ANCHOR])) / count;
  }

  /** Population variance of the ring's numbers and {@code x}. */
  public double varianceWith(double[] cells, int at, double x) {
    double d = x - cells[at + ANCHOR];
    return variance(cells[at + COUNT] + 1, cells[at + SUM] + d, cells[at + SQUARES] + d * d);
  }

  public double mean(double[] cells, int at) {
    return cells[at + ANCHOR] + cells[at + SUM] / cells[at + COUNT];
  }

  /** Population variance of the ring's numbers. */
  public double variance(double[] cells, int at) {
    return variance(cells[at + COUNT], cells[at + SUM], cells[at + SQUARES]);
  }

  private static double variance(double count, double sum, double squares) {
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    // what is left of equal numbers is rounding, not spread
    return variance > 1e-14 * (squares / count + mean * mean) ? variance : 0;
  }

  public void push(double[] cells, int at, double x) {
    int position = (int) cells[at + POSITION];
    if (cells[at + COUNT] == 0) {
      cells[at + ANCHOR] = x;
    }
    double d = x - cells[at + ANCHOR];
    cells[at + SUM] += d;
    cells[at + SQUARES] += d * d;
    if (isFull(cells, at)) {
      double old = cells[at + FIRST + position] - cells[at + ANCHOR];
      cells[at + SUM] -= old;
      cells[at + SQUARES] -= old * old;
    } else {
      cells[at + COUNT]++;
    }
    cells[at + FIRST + position] = x;
    position++;
    if (position == n) {
      position = 0;
      resum(cells, at);
    }
    cells[at + POSITION] = position;
  }

  private void resum(double[] cells, int at) {
    int count = (int) cells[at + COUNT];
    double anchor = mean(cells, at);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double d = cells[at + FIRST + i] - anchor;
      sum += d;
      squares += d * d;
    }
    cells[at + ANCHOR] = anchor;
    cells[at + SUM] = sum;
    cells[at + SQUARES] = squares;
  }
}
