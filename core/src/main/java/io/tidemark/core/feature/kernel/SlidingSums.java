package io.tidemark.core.feature.kernel;

import java.util.Arrays;

/**
 * Sums of the last {@code n} rows of {@code width} numbers. Nothing is ever subtracted, so what
 * leaves a window leaves no rounding behind: the rows of the block that is being filled are summed
 * as they come, those of the block before were summed from its end when it was full.
 *
 * <p>Cells: count, position, the sums of this block, then n rows; a row from the position on holds
 * the sums from there to the end of the block before. O(width) amortised.
 */
public record SlidingSums(int n, int width) {

  private static final int COUNT = 0;
  private static final int POSITION = 1;
  private static final int RUNNING = 2;

  public int cells() {
    return RUNNING + width * (n + 1);
  }

  public boolean isFull(double[] cells, int at) {
    return cells[at + COUNT] == n;
  }

  int count(double[] cells, int at) {
    return (int) cells[at + COUNT];
  }

  /** Sum of column {@code k}. */
  public double sum(double[] cells, int at, int k) {
    return cells[row(at, (int) cells[at + POSITION]) + k] + cells[at + RUNNING + k];
  }

  /** Column {@code k} of the row that {@link #advance} then takes in; each must be put once. */
  public void put(double[] cells, int at, int k, double x) {
    cells[row(at, (int) cells[at + POSITION]) + k] = x;
    cells[at + RUNNING + k] += x;
  }

  /** Takes in the row that was put; the oldest goes if there are n. */
  public void advance(double[] cells, int at) {
    cells[at + COUNT] = Math.min(n, cells[at + COUNT] + 1);
    int position = (int) cells[at + POSITION] + 1;
    if (position == n) {
      position = 0;
      sumFromTheEnd(cells, at);
    }
    cells[at + POSITION] = position;
  }

  void forget(double[] cells, int at) {
    Arrays.fill(cells, at, at + cells(), 0);
  }

  private void sumFromTheEnd(double[] cells, int at) {
    for (int i = row(at, n - 1) - 1; i >= row(at, 0); i--) {
      cells[i] += cells[i + width];
    }
    Arrays.fill(cells, at + RUNNING, row(at, 0), 0);
  }

  private int row(int at, int position) {
    return at + RUNNING + width * (1 + position);
  }
}
