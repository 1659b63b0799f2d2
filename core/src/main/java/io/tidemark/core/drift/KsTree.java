package io.tidemark.core.drift;

/**
 * A segment tree over the cells of a {@link KsReference}. The prefix sum of {@code w*R - m*L} up to
 * a cell (R reference samples and L live samples in it, m and w the sizes of the two) is {@code
 * m*w*(F_ref - F_live)} at the cell's end; each node knows the sum of its cells and the largest and
 * smallest prefix sum within them, so the root knows the largest distance. All integers: exact, and
 * free of the order in which samples came.
 *
 * <p>Its leaves are blocks of {@value #BLOCK} pairs of cells that are summed anew at each change: a
 * little slower than a leaf per cell, in a quarter of the memory (7 to 10 bytes per cell), and at
 * one sample per bar it is memory that counts.
 */
final class KsTree {

  private static final int BLOCK = 8;
  private static final int FIELDS = 3;
  private static final int MAX = 1;
  private static final int MIN = 2;

  private final KsReference reference;
  private final int window;
  private final int[] live;
  private final int leaves;
  private final long[] nodes;

  /** An empty tree: no live sample yet. */
  KsTree(KsReference reference, int window) {
    this.reference = reference;
    this.window = window;
    this.live = new int[2 * reference.pairs()];
    int blocks = (reference.pairs() + BLOCK - 1) / BLOCK;
    this.leaves = blocks == 1 ? 1 : Integer.highestOneBit(blocks - 1) << 1;
    this.nodes = new long[2 * leaves * FIELDS];
  }

  /** Fills an empty tree with the cells of a whole window, in O(m + w). */
  void fill(int[] cells) {
    for (int cell : cells) {
      live[cell]++;
    }
    for (int block = 0; block * BLOCK < reference.pairs(); block++) {
      sumBlock(block);
    }
    for (int node = leaves - 1; node >= 1; node--) {
      join(node);
    }
  }

  /**
   * One live sample less in {@code from} and one more in {@code to}, in O(log m). The two ways up
   * are gone together, so that what lies above both is summed once.
   */
  void move(int from, int to) {
    live[from]--;
    live[to]++;
    int left = from / (2 * BLOCK);
    int right = to / (2 * BLOCK);
    sumBlock(left);
    if (right != left) {
      sumBlock(right);
    }
    int one = (leaves + left) / 2;
    int other = (leaves + right) / 2;
    while (one != other) {
      join(one);
      join(other);
      one /= 2;
      other /= 2;
    }
    for (int node = one; node >= 1; node /= 2) {
      join(node);
    }
  }

  /** The exact two-sample D, 0 to 1, once the tree holds a full window. */
  double distance() {
    long largest = Math.max(nodes[FIELDS + MAX], -nodes[FIELDS + MIN]);
    return (double) largest / ((double) reference.size() * window);
  }

  private void sumBlock(int block) {
    long m = reference.size();
    long w = window;
    long sum = 0;
    // The empty prefix counts as well: left of everything the distance is 0.
    long max = 0;
    long min = 0;
    int end = Math.min((block + 1) * BLOCK, reference.pairs());
    for (int pair = block * BLOCK; pair < end; pair++) {
      sum -= m * live[2 * pair];
      max = Math.max(max, sum);
      min = Math.min(min, sum);
      sum += w * reference.countOf(pair);
      sum -= m * live[2 * pair + 1];
      max = Math.max(max, sum);
      min = Math.min(min, sum);
    }
    set((leaves + block) * FIELDS, sum, max, min);
  }

  private void join(int node) {
    int left = 2 * node * FIELDS;
    int right = left + FIELDS;
    long leftSum = nodes[left];
    set(
        node * FIELDS,
        leftSum + nodes[right],
        Math.max(nodes[left + MAX], leftSum + nodes[right + MAX]),
        Math.min(nodes[left + MIN], leftSum + nodes[right + MIN]));
  }

  private void set(int at, long sum, long max, long min) {
    nodes[at] = sum;
    nodes[at + MAX] = max;
    nodes[at + MIN] = min;
  }
}
