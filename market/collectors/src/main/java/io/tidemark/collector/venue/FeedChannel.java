package io.tidemark.collector.venue;

/** What a feed subscribes to for each instrument. */
public enum FeedChannel {
  TRADES,
  BOOK,
  /**
   * Mark price, index price, funding rate, open interest and liquidations, where the venue has
   * them.
   */
  DERIVATIVE
}
