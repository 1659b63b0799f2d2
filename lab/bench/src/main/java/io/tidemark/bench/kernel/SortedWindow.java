package io.tidemark.bench.kernel;

import java.util.Arrays;

/**
 * A live window kept in ascending order beside its ring: a binary search and a move of what lies
 * behind for each value that enters or leaves, then one merge with a sorted reference. For values
 * without NaN. The best that can be done without a tree.
 */
final class SortedWindow {

  private final float[] ring;
  private final float[] sorted;
  private int oldest;

  SortedWindow(float[] full) {
    ring = full.clone();
    sorted = full.clone();
    Arrays.sort(sorted);
  }

  /** Puts a value in the place of the oldest. */
  void replaceOldest(float value) {
    int from = Arrays.binarySearch(sorted, ring[oldest]);
    int found = Arrays.binarySearch(sorted, value);
    int to = found >= 0 ? found : ~found;
    if (to > from) {
      to--;
      System.arraycopy(sorted, from + 1, sorted, from, to - from);
    } else {
      System.arraycopy(sorted, to, sorted, to + 1, from - to);
    }
    sorted[to] = value;
    ring[oldest] = value;
    oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
  }

  double distance(float[] sortedReference) {
    return merge(sortedReference, sorted);
  }

  /** D of two sorted samples, in one pass over both. */
  static double merge(float[] a, float[] b) {
    long difference = 0;
    long largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      float at = a[i] < b[j] ? a[i] : b[j];
      while (i < a.length && a[i] == at) {
        difference += b.length;
        i++;
      }
      while (j < b.length && b[j] == at) {
        difference -= a.length;
        j++;
      }
      largest = Math.max(largest, Math.abs(difference));
    }
    return (double) largest / ((double) a.length * b.length);
  }
}
