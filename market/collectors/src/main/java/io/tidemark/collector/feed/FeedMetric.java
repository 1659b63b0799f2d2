package io.tidemark.collector.feed;

/**
 * Names of the metrics by which a feed says in the log that it was not watching: a hole is not a
 * calm market. Their value is seconds.
 */
public final class FeedMetric {

  /** Nothing came from the venue for so long; it is said when data comes again. */
  public static final String GAP = "feed_gap";

  /** The book was not known for so long; it is said when it is known again. */
  public static final String BOOK_GAP = "feed_book_gap";

  private FeedMetric() {}
}
