package io.tidemark.recordings.quality;

/** What stands out in a row that is a fact as it stands: it is said, and changes nothing. */
public enum Note {
  /** Bars, or days of a daily series, are missing before it; or a stream was silent for an hour. */
  HOLE("a hole before it"),
  /** A bar in which nothing was traded. */
  NO_VOLUME("nothing was traded"),
  /**
   * Half as much again as the price before, or as much less: of a trade, of the open after a close,
   * of the high over the low.
   */
  FAR_PRICE("a price farther than a factor of 1.5"),
  /** The time is earlier than in the row before, by more than a minute. */
  CLOCK_BACK("the clock jumps back"),
  /** Ids of trades or updates are missing before it. */
  MISSING_IDS("ids are missing before it"),
  /** Funding was settled after another interval than the time before. */
  OTHER_INTERVAL("another funding interval");

  private final String words;

  Note(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
