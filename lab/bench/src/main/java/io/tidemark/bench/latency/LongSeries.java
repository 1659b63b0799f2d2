package io.tidemark.bench.latency;

import java.util.Arrays;

/** Numbers that are only ever added; no boxes. */
final class LongSeries {

  private long[] values = new long[1 << 12];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /**
   * @throws IndexOutOfBoundsException if there are not so many
   */
  long get(long index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("number " + index + " of " + size);
    }
    return values[(int) index];
  }

  int size() {
    return size;
  }

  /** In rising order. */
  long[] sorted() {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted;
  }
}
