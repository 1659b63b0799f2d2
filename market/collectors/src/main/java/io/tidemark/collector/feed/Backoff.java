package io.tidemark.collector.feed;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: full jitter under a bound that doubles from 1 s to 60
 * s. Only data ends it, not a connection that stands: a venue that accepts and closes at once is
 * not knocked at without a pause.
 */
final class Backoff {

  private static final long FIRST = 1_000_000;
  private static final long LONGEST = 60_000_000;

  private final RandomGenerator chance;
  private long bound = FIRST;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /** µs; at least a tenth of a second. */
  long next() {
    long wait = 100_000 + chance.nextLong(bound);
    bound = Math.min(2 * bound, LONGEST);
    return wait;
  }

  void succeeded() {
    bound = FIRST;
  }
}
