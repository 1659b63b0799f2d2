package io.tidemark.exchange.binance;

/**
 * Which of several streams of one book is read. Streams of different speeds are chains of their
 * own, and say the same: it is the first that speaks, until it falls silent while another goes on.
 * Streams of a few best levels are read only as long as none of changes speaks.
 */
final class BinanceSubscription {

  /** What a stream's message is to the book. */
  enum Turn {
    /** It goes on with it. */
    READ,
    /** It begins it anew: what was known is of a stream that says less. */
    BEGIN,
    /** It repeats it. */
    REPEAT
  }

  /** Streams speak each second at least, if there is anything to say, µs. */
  private static final long SILENCE = 10_000_000;

  private static final long NONE = Long.MIN_VALUE;

  private String chosen = "";
  private boolean chosenIsPartial;

  /** When another one spoke first since the chosen one, µs since the epoch. */
  private long silentSince = NONE;

  /**
   * What a message is to the book.
   *
   * @param stream its name; empty where the connection does not name streams
   * @param partial whether it is one of a few best levels
   * @param at when it was received, µs since the epoch
   */
  Turn turn(String stream, boolean partial, long at) {
    if (chosenIsPartial && !partial) {
      choose(stream, false);
      return Turn.BEGIN;
    }
    boolean silent = silentSince != NONE && at - silentSince >= SILENCE;
    if (chosen.isEmpty() || (silent && partial == chosenIsPartial)) {
      choose(stream, partial);
    }
    if (stream.isEmpty() || stream.equals(chosen)) {
      silentSince = NONE;
      return Turn.READ;
    }
    if (silentSince == NONE) {
      silentSince = at;
    }
    return Turn.REPEAT;
  }

  private void choose(String stream, boolean partial) {
    chosen = stream;
    chosenIsPartial = partial;
    silentSince = NONE;
  }
}
