package io.tidemark.core.drift;

import java.util.Arrays;

/**
 * The fixed side of a two-sample Kolmogorov-Smirnov test. Immutable.
 *
 * <p>Its k distinct values cut the line into 2k+1 cells: cell 2i+1 is the i-th value itself, cell
 * 2i the open gap below it, cell 2k the gap above them all. Within a gap the reference's
 * distribution function is flat and the live one can only rise, so the largest distance is always
 * reached at the end of some cell, ties included; which cell a live value falls into is all that
 * need be known of it.
 *
 * <p>Values are float32, -0.0 equals 0.0, infinities are values like any other. A NaN is a missing
 * value and is dropped, exactly as the live window drops it.
 */
public final class KsReference {

  private final float[] distinct;
  private final int[] counts;
  private final int size;

  private KsReference(float[] distinct, int[] counts, int size) {
    this.distinct = distinct;
    this.counts = counts;
    this.size = size;
  }

  /**
   * Builds a reference.
   *
   * @param samples in any order; not kept
   * @throws IllegalArgumentException if no sample is left once the missing ones are dropped
   */
  public static KsReference of(float[] samples) {
    float[] sorted = Samples.presentSorted(samples);
    if (sorted.length == 0) {
      throw new IllegalArgumentException(
          "a reference needs at least one value, but all of its "
              + samples.length
              + " samples are missing");
    }
    float[] distinct = new float[sorted.length];
    int[] counts = new int[sorted.length + 1];
    int k = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0 && sorted[i] != sorted[i - 1]) {
        k++;
      }
      distinct[k] = sorted[i];
      counts[k]++;
    }
    // One pair more than values, for the gap above them all; then empty pairs up to a whole block.
    int pairs = (k + 2 + KsTree.BLOCK - 1) / KsTree.BLOCK * KsTree.BLOCK;
    return new KsReference(
        Arrays.copyOf(distinct, k + 1), Arrays.copyOf(counts, pairs), sorted.length);
  }

  /** Samples that are not missing: m. */
  public int size() {
    return size;
  }

  /** The samples in ascending order, in O(m). */
  float[] sorted() {
    float[] sorted = new float[size];
    int n = 0;
    for (int i = 0; i < distinct.length; i++) {
      Arrays.fill(sorted, n, n + counts[i], distinct[i]);
      n += counts[i];
    }
    return sorted;
  }

  /** How many cells there are: 2k+1 for k distinct values. */
  public int cells() {
    return 2 * distinct.length + 1;
  }

  /**
   * The cell of a value, 0 to {@code cells() - 1}, in O(log k).
   *
   * @param value not NaN
   */
  public int cellOf(float value) {
    // A choice between two numbers instead of a jump: three times as fast as Arrays.binarySearch.
    int at = 0;
    for (int n = distinct.length; n > 1; ) {
      int half = n >>> 1;
      at = distinct[at + half - 1] < value ? at + half : at;
      n -= half;
    }
    at += distinct[at] < value ? 1 : 0;
    return at < distinct.length && distinct[at] == value ? 2 * at + 1 : 2 * at;
  }

  /**
   * Samples that equal the value of each pair of a gap and the value above it. Behind the last
   * value stand pairs without one, at least one, up to a multiple of {@link KsTree#BLOCK}. Not to
   * be changed.
   */
  int[] counts() {
    return counts;
  }
}
