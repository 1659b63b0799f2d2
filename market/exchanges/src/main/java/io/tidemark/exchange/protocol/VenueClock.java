package io.tidemark.exchange.protocol;

/**
 * How far the local clock is ahead of a venue's: the least time between what happened and its
 * receipt. It holds the fastest way of a message, too. By it a local time is compared with the
 * venue's times; facts keep the times that they have.
 */
public final class VenueClock {

  /**
   * No clock is believed to be further ahead, µs: what comes first may be old. Facts of a clock
   * that is further ahead are refused behind Kafka.
   */
  static final long MOST = 60_000_000;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private long least = UNKNOWN;

  /**
   * Something came.
   *
   * @param time when it happened, by the venue's clock; where the venue names no time it is {@code
   *     at}, which says nothing; µs since the epoch
   * @param at when it was received, by the local clock, µs since the epoch
   */
  public void heard(long time, long at) {
    if (time != at) {
      least = Math.min(least, at - time);
    }
  }

  /** Nothing is known any more. */
  public void forget() {
    least = UNKNOWN;
  }

  /** µs, not below 0; 0 while nothing has come. */
  public long ahead() {
    return least == UNKNOWN ? 0 : Math.max(0, Math.min(least, MOST));
  }
}
