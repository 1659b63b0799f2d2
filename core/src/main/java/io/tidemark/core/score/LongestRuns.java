package io.tidemark.core.score;

import io.tidemark.core.market.FeedRun;

/**
 * The longest runs of an instrument's feed in a model's training period; {@link FeedRun#NEVER}
 * where there was nothing that could stand.
 *
 * @param unchangedCloses closed bars
 * @param barsWithoutVolume closed bars
 * @param bookUnmoved µs
 */
public record LongestRuns(long unchangedCloses, long barsWithoutVolume, long bookUnmoved) {

  /** Of an instrument on which the model was not trained. */
  public static final LongestRuns UNKNOWN =
      new LongestRuns(FeedRun.NEVER, FeedRun.NEVER, FeedRun.NEVER);

  /** The longest of a kind, in its unit. */
  public long of(FeedRun run) {
    return switch (run) {
      case UNCHANGED_CLOSES -> unchangedCloses;
      case BARS_WITHOUT_VOLUME -> barsWithoutVolume;
      case BOOK_UNMOVED -> bookUnmoved;
    };
  }
}
