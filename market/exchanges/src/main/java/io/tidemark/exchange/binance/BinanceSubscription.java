package io.tidemark.exchange.binance;

/**
 * Which of several streams of one book is read. Streams of different speeds are chains of their
 * own, and say the same: it is the first that speaks, until it falls silent while another goes on.
 */
final class BinanceSubscription {

  /** Streams speak each second at least, if there is anything to say, µs. */
  private static final long SILENCE = 10_000_000;

  private static final long NONE = Long.MIN_VALUE;

  private String chosen = "";

  /** When another one spoke first since the chosen one, µs since the epoch. */
  private long silentSince = NONE;

  /**
   * Whether a message of this stream is read.
   *
   * @param stream its name; empty where the connection does not name streams
   * @param at when it was received, µs since the epoch
   */
  boolean isOf(String stream, long at) {
    if (chosen.isEmpty() || (silentSince != NONE && at - silentSince >= SILENCE)) {
      chosen = stream;
    }
    if (stream.isEmpty() || stream.equals(chosen)) {
      silentSince = NONE;
      return true;
    }
    if (silentSince == NONE) {
      silentSince = at;
    }
    return false;
  }
}
