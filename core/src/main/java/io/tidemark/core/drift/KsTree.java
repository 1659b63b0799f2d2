package io.tidemark.core.drift;

import java.util.Arrays;

/**
 * A tree over the cells of a {@link KsReference}. The prefix sum of {@code w*R - m*L} up to a cell
 * (R reference samples and L live samples in it, m and w the sizes of the two) is {@code m*w*(F_ref
 * - F_live)} at the cell's end; each node knows the sum of its cells and the largest and smallest
 * prefix sum within them, so the root knows the largest distance. All integers: exact, and free of
 * the order in which samples came.
 *
 * <p>A leaf is a block of {@value #BLOCK} pairs of cells that is summed anew at each change, a node
 * has {@value #FAN} children that lie side by side. Live counts take 8 bytes per distinct value of
 * the reference, nodes 4, and the cells of the window 4 per sample: at m = 10,000 and w = 1,000
 * that is 124 KB. Where this is kept for many series it is memory that counts, not time.
 */
final class KsTree {

  static final int BLOCK = 8;
  private static final int FAN = 4;

  private static final int FIELDS = 3;
  private static final int MAX = 1;
  private static final int MIN = 2;

  private final KsReference reference;
  private final int[] cells;
  private final int[] live;

  /** Where each level begins among the nodes: the leaves' first, the root's last. */
  private final int[] levels;

  private final long[] nodes;

  /** A tree of a whole window, in O(m + w log m). */
  KsTree(KsReference reference, float[] ring) {
    this.reference = reference;
    this.cells = new int[ring.length];
    this.live = new int[2 * reference.counts().length];
    this.levels = levels(reference.counts().length / BLOCK);
    this.nodes = new long[(levels[levels.length - 1] + 1) * FIELDS];
    for (int slot = 0; slot < ring.length; slot++) {
      cells[slot] = reference.cellOf(ring[slot]);
      live[cells[slot]]++;
    }
    int width = reference.counts().length / BLOCK;
    for (int block = 0; block < width; block++) {
      sumBlock(block);
    }
    for (int level = 1; level < levels.length; level++) {
      width = parents(width);
      for (int node = 0; node < width; node++) {
        join(level, node);
      }
    }
  }

  /** Puts another value into a slot of the ring, in O(log m). */
  void replace(int slot, float value) {
    int from = cells[slot];
    int to = reference.cellOf(value);
    if (from == to) {
      return;
    }
    cells[slot] = to;
    live[from]--;
    live[to]++;
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
      join(level, one);
      if (one != other) {
        join(level, other);
      }
    }
  }

  /** The exact two-sample D, 0 to 1. */
  double distance() {
    int root = nodes.length - FIELDS;
    long largest = Math.max(nodes[root + MAX], -nodes[root + MIN]);
    return (double) largest / ((double) reference.size() * cells.length);
  }

  private void sumBlock(int block) {
    int[] counts = reference.counts();
    long m = reference.size();
    long w = cells.length;
    long sum = 0;
    // The empty prefix counts as well: left of everything the distance is 0.
    long max = 0;
    long min = 0;
    int end = (block + 1) * BLOCK;
    for (int pair = block * BLOCK; pair < end; pair++) {
      // Within a gap the sum only falls, so that it is lowest at a gap's end and highest at one's
      // beginning, which is the end of a value.
      sum -= m * live[2 * pair];
      min = smaller(min, sum);
      sum += w * counts[pair] - m * live[2 * pair + 1];
      max = larger(max, sum);
    }
    set(block * FIELDS, sum, max, min);
  }

  private void join(int level, int node) {
    int a = (levels[level - 1] + node * FAN) * FIELDS;
    int b = a + FIELDS;
    int c = b + FIELDS;
    int d = c + FIELDS;
    long untilB = nodes[a];
    long untilC = untilB + nodes[b];
    long untilD = untilC + nodes[c];
    set(
        (levels[level] + node) * FIELDS,
        untilD + nodes[d],
        larger(
            larger(nodes[a + MAX], untilB + nodes[b + MAX]),
            larger(untilC + nodes[c + MAX], untilD + nodes[d + MAX])),
        smaller(
            smaller(nodes[a + MIN], untilB + nodes[b + MIN]),
            smaller(untilC + nodes[c + MIN], untilD + nodes[d + MIN])));
  }

  private void set(int at, long sum, long max, long min) {
    nodes[at] = sum;
    nodes[at + MAX] = max;
    nodes[at + MIN] = min;
  }

  /** Without a jump; sums stay below m*w, so the difference does not overflow. */
  private static long larger(long a, long b) {
    long difference = a - b;
    return a - (difference & (difference >> 63));
  }

  private static long smaller(long a, long b) {
    long difference = a - b;
    return b + (difference & (difference >> 63));
  }

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
