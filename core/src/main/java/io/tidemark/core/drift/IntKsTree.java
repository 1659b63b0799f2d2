package io.tidemark.core.drift;

/** A {@link KsTree} whose sums fit 31 bits. Exact like the other one, smaller and faster. */
final class IntKsTree extends KsTree {

  /** {@code w*R - m*L} of each cell. */
  private final int[] terms;

  private final int[] sums;

  IntKsTree(KsReference reference, int window) {
    super(reference, window);
    int[] counts = reference.counts();
    this.terms = new int[2 * counts.length];
    for (int pair = 0; pair < counts.length; pair++) {
      terms[2 * pair + 1] = window * counts[pair];
    }
    this.sums = new int[nodes() * FIELDS];
  }

  @Override
  int sumBytes() {
    return Integer.BYTES;
  }

  @Override
  void add(int cell) {
    terms[cell] -= reference.size();
  }

  @Override
  void remove(int cell) {
    terms[cell] += reference.size();
  }

  @Override
  void sumBlock(int block) {
    int sum = 0;
    int max = 0;
    int min = 0;
    int end = (block + 1) * 2 * BLOCK;
    for (int gap = block * 2 * BLOCK; gap < end; gap += 2) {
      sum += terms[gap];
      min = Math.min(min, sum);
      sum += terms[gap + 1];
      max = Math.max(max, sum);
    }
    set(block, sum, max, min);
  }

  @Override
  void join(int child, int node) {
    int a = child * FIELDS;
    int b = a + FIELDS;
    int c = b + FIELDS;
    int d = c + FIELDS;
    int untilB = sums[a];
    int untilC = untilB + sums[b];
    int untilD = untilC + sums[c];
    set(
        node,
        untilD + sums[d],
        Math.max(
            Math.max(sums[a + MAX], untilB + sums[b + MAX]),
            Math.max(untilC + sums[c + MAX], untilD + sums[d + MAX])),
        Math.min(
            Math.min(sums[a + MIN], untilB + sums[b + MIN]),
            Math.min(untilC + sums[c + MIN], untilD + sums[d + MIN])));
  }

  @Override
  long farthest() {
    int root = sums.length - FIELDS;
    return Math.max(sums[root + MAX], -sums[root + MIN]);
  }

  private void set(int node, int sum, int max, int min) {
    int at = node * FIELDS;
    sums[at] = sum;
    sums[at + MAX] = max;
    sums[at + MIN] = min;
  }
}
