package io.tidemark.collector.feed;

/**
 * What is asked of the past before an instrument's live facts are handed on.
 *
 * @param bars closed candles at most; 0: nothing is asked
 * @param length of each, µs
 */
public record BarHistory(int bars, long length) {

  /** An instrument begins with its first live fact. */
  public static final BarHistory NONE = new BarHistory(0, 60_000_000);

  /** Whether anything is asked. */
  public boolean isWanted() {
    return bars > 0;
  }
}
