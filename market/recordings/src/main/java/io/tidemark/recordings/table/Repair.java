package io.tidemark.recordings.table;

/** What was put right in a row that is a fact all the same. Closed, as reasons of refusal are. */
public enum Repair {
  /** The time stamp is in seconds in a column of milliseconds, and the row's date agrees. */
  SECONDS("time stamp in seconds among milliseconds: read as seconds, the date agrees"),
  /** The start of a bar is in microseconds in a column of milliseconds. */
  MICROSECONDS("start in microseconds among milliseconds: read as microseconds"),
  /**
   * The time of receipt is more than a minute after the exchange sent the message; the row stands
   * in the order of receipt, so it came when the one before it came, or when it was sent.
   */
  RECEIPT(
      "receipt over a minute after sending: known from the sending, or from the receipt before it");

  private final String words;

  Repair(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
