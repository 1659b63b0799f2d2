package io.tidemark.core.feature.kernel;

/**
 * A fold over the last {@code n} numbers that never subtracts, so that neither time nor a number
 * that has left the window costs precision: the two-stacks algorithm (Tangwongsan, Hirzel and
 * Schneider, "Low-latency sliding-window aggregation in worst-case constant time", 2017), amortised
 * O(1) per number.
 *
 * <p>A <em>part</em> is what is known of some numbers in a row, in {@code width} doubles; of a
 * single one it is the number itself, then zeros. Numbers go round {@code n} places. Whenever all
 * have been written, each place takes the part of itself and all after it; so the place that is
 * overwritten next holds the part of all older numbers, and one more part, the back, grows with the
 * newer ones. Cells: next place, whether all were written, the back, then the places.
 *
 * <p>See RATIONALE.md, "Why are there two kinds of rolling sums?"
 *
 * @param n how many numbers; 0 for a window that is always full and empty
 * @param width of a part
 * @param join what the part of two rows of numbers is
 */
public record SlidingWindow(int n, int width, Join join) {

  private static final int FULL = 1;
  private static final int BACK = 2;

  /** Joins the parts of two rows of numbers, one after the other. */
  @FunctionalInterface
  public interface Join {

    /**
     * Writes the part of {@code a} numbers and the {@code b} after them to {@code into}, which may
     * be the place of either.
     */
    void join(double[] cells, int older, int a, int newer, int b, int into);
  }

  public int cells() {
    return n == 0 ? 0 : BACK + width + n * width;
  }

  public boolean isFull(double[] cells, int at) {
    return n == 0 || cells[at + FULL] != 0;
  }

  /** How many numbers lie in the older part; only if full. */
  public int olderSize(double[] cells, int at) {
    return n - newerSize(cells, at);
  }

  /** Where the older part lies; only if full and n is above 0. */
  public int older(double[] cells, int at) {
    return place(at, newerSize(cells, at));
  }

  /** How many numbers lie in the newer part. */
  public int newerSize(double[] cells, int at) {
    return n == 0 ? 0 : (int) cells[at];
  }

  /** Where the newer part lies; only if it has numbers. */
  public int newer(int at) {
    return at + BACK;
  }

  public void push(double[] cells, int at, double x) {
    if (n == 0) {
      return;
    }
    int next = (int) cells[at];
    int place = place(at, next);
    cells[place] = x;
    for (int i = 1; i < width; i++) {
      cells[place + i] = 0;
    }
    if (next == 0) {
      System.arraycopy(cells, place, cells, newer(at), width);
    } else {
      join.join(cells, newer(at), next, place, 1, newer(at));
    }
    next++;
    if (next == n) {
      next = 0;
      cells[at + FULL] = 1;
      foldBackwards(cells, at);
    }
    cells[at] = next;
  }

  private void foldBackwards(double[] cells, int at) {
    for (int i = n - 2; i >= 0; i--) {
      join.join(cells, place(at, i), 1, place(at, i + 1), n - 1 - i, place(at, i));
    }
  }

  private int place(int at, int i) {
    return at + BACK + width + i * width;
  }
}
