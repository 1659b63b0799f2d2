package io.tidemark.bench.parity;

/**
 * How many vectors an instrument had, and 64 bits over all of them in their order. Each link is a
 * bijection both of what was before and of what is added. So one vector that differs in one bit can
 * never be made up for by what follows; vectors that differ in more places, or are missing, come
 * out the same by chance once in 2^64.
 *
 * @param vectors how many
 * @param digest over all bits of clock and features
 */
record VectorChain(long vectors, long digest) {

  /** No vector yet. */
  static final VectorChain EMPTY = new VectorChain(0, 0);

  private static final long ODD = 0x9E3779B97F4A7C15L;

  /** The chain with one vector more. */
  VectorChain with(long vector) {
    return new VectorChain(vectors + 1, link(digest, vector));
  }

  /**
   * The digest of one vector.
   *
   * @param clock when it could be known, µs
   */
  static long vector(long clock, float[] features) {
    long digest = link(features.length, clock);
    for (float feature : features) {
      digest = link(digest, Float.floatToRawIntBits(feature));
    }
    return digest;
  }

  /** The finaliser of MurmurHash3, which is a bijection of 64 bits, over a sum. */
  static long link(long before, long added) {
    long x = before * ODD + added;
    x = (x ^ (x >>> 33)) * 0xFF51AFD7ED558CCDL;
    x = (x ^ (x >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return x ^ (x >>> 33);
  }
}
