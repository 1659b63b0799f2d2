package io.tidemark.core.drift;

import io.tidemark.core.state.HeapSize;
import java.util.Arrays;

/**
 * A tree over the cells of a {@link KsReference}. The prefix sum of {@code w*R - m*L} up to a cell
 * (R reference samples and L live samples in it, m and w the sizes of the two) is {@code m*w*(F_ref
 * - F_live)} at the cell's end; each node knows the sum of its cells and the largest and smallest
 * prefix sum within them, so the root knows the largest distance. All integers: exact, and free of
 * the order in which samples came.
 *
 * <p>A leaf is a block of {@value #BLOCK} pairs of cells that is summed anew at each change, a node
 * has {@value #FAN} children that lie side by side. No sum is beyond m*w: the sums are ints where
 * that fits ({@link IntKsTree}), else longs ({@link LongKsTree}). With ints a tree takes 10 bytes
 * per distinct value of the reference and 4 per live sample: 104 KB at m = 10,000 and w = 1,000.
 * Where trees are kept for many monitors it is memory that counts, not time.
 */
abstract class KsTree {

  static final int BLOCK = 8;
  static final int FAN = 4;

  /** Of a node: the sum, then the largest prefix sum, then the smallest. */
  static final int FIELDS = 3;

  static final int MAX = 1;
  static final int MIN = 2;

  final KsReference reference;
  final int window;
  private final int[] cells;

  /** Where each level begins among the nodes: the leaves' first, the root's last. */
  private final int[] levels;

  KsTree(KsReference reference, int window) {
    this.reference = reference;
    this.window = window;
    this.cells = new int[window];
    this.levels = levels(reference.counts().length / BLOCK);
  }

  /** The tree of a full ring, in O(m + w log m). */
  static KsTree of(KsReference reference, float[] ring) {
    boolean small = (long) reference.size() * ring.length <= Integer.MAX_VALUE;
    return small
        ? new IntKsTree(reference, ring.length).filled(ring)
        : new LongKsTree(reference, ring.length).filled(ring);
  }

  /** Puts the samples of a full ring into an empty tree. */
  final KsTree filled(float[] ring) {
    for (int slot = 0; slot < ring.length; slot++) {
      cells[slot] = reference.cellOf(ring[slot]);
      add(cells[slot]);
    }
    int width = reference.counts().length / BLOCK;
    for (int block = 0; block < width; block++) {
      sumBlock(block);
    }
    for (int level = 1; level < levels.length; level++) {
      width = parents(width);
      for (int node = 0; node < width; node++) {
        join(levels[level - 1] + node * FAN, levels[level] + node);
      }
    }
    return this;
  }

  /** Puts another value into a slot of the ring, in O(log m). */
  final void replace(int slot, float value) {
    int from = cells[slot];
    int to = reference.cellOf(value);
    if (from == to) {
      return;
    }
    cells[slot] = to;
    remove(from);
    add(to);
    int one = from / (2 * BLOCK);
    int other = to / (2 * BLOCK);
    sumBlock(one);
    if (one != other) {
      sumBlock(other);
    }
    // The two ways up are gone together, so that what lies above both is summed once.
    for (int level = 1; level < levels.length; level++) {
      one /= FAN;
      other /= FAN;
      join(levels[level - 1] + one * FAN, levels[level] + one);
      if (one != other) {
        join(levels[level - 1] + other * FAN, levels[level] + other);
      }
    }
  }

  /** The exact two-sample D, 0 to 1. */
  final double distance() {
    return (double) farthest() / ((double) reference.size() * window);
  }

  /** Bytes of heap that it takes; the reference is shared. */
  final long heapBytes() {
    return HeapSize.object(3 * HeapSize.REFERENCE + Integer.BYTES + 2 * HeapSize.REFERENCE)
        + HeapSize.array(cells.length, Integer.BYTES)
        + HeapSize.array(levels.length, Integer.BYTES)
        + HeapSize.array(2 * reference.counts().length, Integer.BYTES)
        + HeapSize.array(nodes() * FIELDS, sumBytes());
  }

  /** Of one of its sums, bytes. */
  abstract int sumBytes();

  /** How many nodes there are, empty ones included; the root is the last. */
  final int nodes() {
    return levels[levels.length - 1] + 1;
  }

  /** One live sample more in a cell; its block is summed later. */
  abstract void add(int cell);

  /** One live sample less in a cell; its block is summed later. */
  abstract void remove(int cell);

  /**
   * Sums the cells of a block into its leaf, the empty prefix included. Within a gap the sum can
   * only fall, so the smallest prefix ends with a gap and the largest with a value.
   */
  abstract void sumBlock(int block);

  /** Joins {@value #FAN} nodes, of which {@code child} is the first, into another one. */
  abstract void join(int child, int node);

  /** The largest prefix sum of them all, as far from 0 as it may be to either side. */
  abstract long farthest();

  /** Every level but the root's is filled up to whole families; what is empty there sums to 0. */
  private static int[] levels(int leaves) {
    int[] levels = new int[Integer.SIZE];
    int level = 0;
    for (int width = leaves; width > 1; width = parents(width)) {
      levels[level + 1] = levels[level] + parents(width) * FAN;
      level++;
    }
    return Arrays.copyOf(levels, level + 1);
  }

  private static int parents(int width) {
    return (width + FAN - 1) / FAN;
  }
}
