package io.tidemark.collector.poll;

import java.util.random.RandomGenerator;

/**
 * When the next request may go. After a failure it waits a random half to whole of a bound that
 * doubles, at least as long as the answer asks for, and never more than 30 days. Times are ticks in
 * µs.
 */
final class PollPace {

  private static final long FIRST_BOUND = 20_000_000L;
  private static final long AN_HOUR = 3_600_000_000L;
  private static final long LONGEST = 30 * 24 * AN_HOUR;

  private final long interval;
  private final RandomGenerator chance;
  private long bound = FIRST_BOUND;
  private long next;

  /**
   * The first request may go at once.
   *
   * @param interval between two answers, µs
   */
  PollPace(long interval, RandomGenerator chance) {
    this.interval = interval;
    this.chance = chance;
  }

  /** Whether a request may go. */
  boolean isDue(long now) {
    return now >= next;
  }

  /** A request went; without any answer the next one is not due before another interval. */
  void asked(long now) {
    waits(now, interval);
  }

  void succeeded(long now) {
    bound = FIRST_BOUND;
    waits(now, interval);
  }

  /**
   * The next request is a further attempt.
   *
   * @param asked how long the answer asks to wait, µs; 0 where it does not
   */
  void failed(long now, long asked) {
    long random = bound / 2 + chance.nextLong(bound / 2);
    bound = Math.min(2 * bound, Math.max(interval, AN_HOUR));
    waits(now, Math.max(random, asked));
  }

  /** When the next request may go; 0 for at once. */
  long next() {
    return next;
  }

  private void waits(long now, long micros) {
    next = now + Math.min(micros, LONGEST);
  }
}
