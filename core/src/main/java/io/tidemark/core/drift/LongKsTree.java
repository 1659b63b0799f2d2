package io.tidemark.core.drift;

/** A {@link KsTree} for references and windows whose product is beyond 31 bits. */
final class LongKsTree extends KsTree {

  private final int[] live;
  private final long[] sums;

  LongKsTree(KsReference reference, int window) {
    super(reference, window);
    this.live = new int[2 * reference.counts().length];
    this.sums = new long[nodes() * FIELDS];
  }

  @Override
  int sumBytes() {
    return Long.BYTES;
  }

  @Override
  void add(int cell) {
    live[cell]++;
  }

  @Override
  void remove(int cell) {
    live[cell]--;
  }

  @Override
  void sumBlock(int block) {
    int[] counts = reference.counts();
    long m = reference.size();
    long w = window;
    long sum = 0;
    long max = 0;
    long min = 0;
    int end = (block + 1) * BLOCK;
    for (int pair = block * BLOCK; pair < end; pair++) {
      sum -= m * live[2 * pair];
      min = smaller(min, sum);
      sum += w * counts[pair] - m * live[2 * pair + 1];
      max = larger(max, sum);
    }
    set(block, sum, max, min);
  }

  @Override
  void join(int child, int node) {
    int a = child * FIELDS;
    int b = a + FIELDS;
    int c = b + FIELDS;
    int d = c + FIELDS;
    long untilB = sums[a];
    long untilC = untilB + sums[b];
    long untilD = untilC + sums[c];
    set(
        node,
        untilD + sums[d],
        larger(
            larger(sums[a + MAX], untilB + sums[b + MAX]),
            larger(untilC + sums[c + MAX], untilD + sums[d + MAX])),
        smaller(
            smaller(sums[a + MIN], untilB + sums[b + MIN]),
            smaller(untilC + sums[c + MIN], untilD + sums[d + MIN])));
  }

  @Override
  long farthest() {
    int root = sums.length - FIELDS;
    return Math.max(sums[root + MAX], -sums[root + MIN]);
  }

  private void set(int node, long sum, long max, long min) {
    int at = node * FIELDS;
    sums[at] = sum;
    sums[at + MAX] = max;
    sums[at + MIN] = min;
  }

  /** Without a jump, which Math.max of longs is. Sums are below 2^62: their difference fits. */
  private static long larger(long a, long b) {
    long difference = a - b;
    return a - (difference & (difference >> 63));
  }

  private static long smaller(long a, long b) {
    long difference = a - b;
    return b + (difference & (difference >> 63));
  }
}
