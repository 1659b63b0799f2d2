package io.tidemark.core.outcome;

import io.tidemark.core.state.HeapSize;
import java.util.Arrays;

/**
 * What {@link OutcomeLabels} remembers of one instrument: the price that stands, and a ring of the
 * rows whose outcome is not known yet. Starts empty. It holds the rows of one horizon, so whoever
 * adds no more than one a bar has at most one for each bar of the horizon and one besides.
 */
public final class DueRows {

  private static final int FIRST_ROOM = 4;

  long clock = Long.MIN_VALUE;
  double price = Double.NaN;

  /** When that price could be known, µs since the epoch. */
  long pricedAt = Long.MIN_VALUE;

  int first;
  int count;
  long[] clocks = {};
  double[] prices = {};

  /** The last sample of the price on the way. */
  double[] sampled = {};

  /** The sum of squared log returns up to that sample. */
  double[] squares = {};

  float[] answers = {};

  /** How many rows have no outcome yet. */
  public int size() {
    return count;
  }

  /** Bytes of heap that it takes. */
  public long heapBytes() {
    return HeapSize.object(5 * HeapSize.REFERENCE + 3 * Long.BYTES + 2 * Integer.BYTES)
        + 4 * HeapSize.array(clocks.length, Long.BYTES)
        + HeapSize.array(answers.length, Float.BYTES);
  }

  /** The place of a row in the arrays; 0 is the oldest. */
  int place(int row) {
    return (first + row) % clocks.length;
  }

  void add(float answer) {
    if (count == clocks.length) {
      grow();
    }
    int at = place(count);
    count++;
    clocks[at] = clock;
    prices[at] = price;
    sampled[at] = price;
    squares[at] = 0;
    answers[at] = answer;
  }

  void removeFirst() {
    first = place(1);
    count--;
  }

  void clear() {
    first = 0;
    count = 0;
  }

  /** Makes room for so many rows, which are to be filled in. */
  void room(int rows) {
    first = 0;
    count = rows;
    clocks = new long[rows];
    prices = new double[rows];
    sampled = new double[rows];
    squares = new double[rows];
    answers = new float[rows];
  }

  private void grow() {
    int room = Math.max(FIRST_ROOM, 2 * count);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = place(i);
    }
    clocks = Arrays.copyOf(Arrays.stream(order).mapToLong(at -> clocks[at]).toArray(), room);
    prices = ordered(prices, order, room);
    sampled = ordered(sampled, order, room);
    squares = ordered(squares, order, room);
    float[] kept = new float[room];
    for (int i = 0; i < count; i++) {
      kept[i] = answers[order[i]];
    }
    answers = kept;
    first = 0;
  }

  private static double[] ordered(double[] from, int[] order, int room) {
    return Arrays.copyOf(Arrays.stream(order).mapToDouble(at -> from[at]).toArray(), room);
  }
}
