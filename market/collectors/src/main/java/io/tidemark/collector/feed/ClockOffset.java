package io.tidemark.collector.feed;

import java.util.OptionalLong;

/**
 * How far the local clock is ahead of the venue's: the least time between what happened and its
 * receipt, over the last five to ten minutes. It holds the fastest way of a message, too. Only
 * measured: nothing is corrected by it.
 */
final class ClockOffset {

  private static final long WINDOW = 300_000_000;

  private long begun;
  private long least = Long.MAX_VALUE;
  private long leastBefore = Long.MAX_VALUE;

  /**
   * A fact came.
   *
   * @param eventTime when it happened, by the venue's clock, µs since the epoch
   */
  void heard(long eventTime, FeedMoment now) {
    if (now.tick() - begun > WINDOW) {
      leastBefore = now.tick() - begun > 2 * WINDOW ? Long.MAX_VALUE : least;
      least = Long.MAX_VALUE;
      begun = now.tick();
    }
    least = Math.min(least, now.stamp() - eventTime);
  }

  /** µs; negative where the local clock is behind; empty before the first fact. */
  OptionalLong micros() {
    long of = Math.min(least, leastBefore);
    return of == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(of);
  }
}
