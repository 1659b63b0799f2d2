package io.tidemark.core.market;

/**
 * What stands still in a feed that goes on and says nothing new. A run is how long it has stood: in
 * closed bars, of the order book in µs.
 */
public enum FeedRun {
  /** Closed bars in a row whose close was that of the bar before. */
  UNCHANGED_CLOSES,
  /** Closed bars in a row in which nothing was traded. */
  BARS_WITHOUT_VOLUME,
  /** Between the last change of the book's best prices and sizes and the last book, µs. */
  BOOK_UNMOVED;

  /** The length where there has been nothing that could stand: no volume yet, no book. */
  public static final long NEVER = -1;

  /** How long it has stood; NaN where that is not known. */
  public double length(MarketContext market) {
    return switch (this) {
      case UNCHANGED_CLOSES -> market.value(MarketInput.UNCHANGED_CLOSES);
      case BARS_WITHOUT_VOLUME -> market.value(MarketInput.BARS_WITHOUT_VOLUME);
      case BOOK_UNMOVED ->
          unmoved(market.knownAt(MarketInput.BOOK), market.knownAt(MarketInput.BOOK_MOVED));
    };
  }

  /**
   * For how long the last book had stood, µs.
   *
   * @param book when it could be known, µs since the epoch
   * @param moved when one changed last, µs since the epoch; 0 if there was none
   */
  public static long unmoved(long book, long moved) {
    return moved > 0 ? Math.max(0, book - moved) : NEVER;
  }
}
