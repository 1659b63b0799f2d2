package io.tidemark.collector.feed;

/**
 * Names of the metrics by which a feed says in the log what it did not watch: a hole is not a calm
 * market.
 */
public final class FeedMetric {

  /** The collector began to watch; its value is 1. Before it nothing was watched by this run. */
  public static final String STARTED = "feed_started";

  /** Nothing came from the venue for so many seconds; it is said when data comes again. */
  public static final String GAP = "feed_gap";

  /** The book was not known for so many seconds; it is said when it is known again. */
  public static final String BOOK_GAP = "feed_book_gap";

  /**
   * So many trades before this are missing for good; {@link #UNKNOWN} where nobody knows how many,
   * if any.
   */
  public static final String TRADES_MISSING = "feed_trades_missing";

  /** A number that is not known. */
  public static final long UNKNOWN = -1;

  private FeedMetric() {}
}
