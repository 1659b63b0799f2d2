package io.tidemark.exchange.coinbase;

/** The numbers of a connection's messages: each is the one before plus 1, from 0 on. */
final class CoinbaseSequence {

  private static final long NONE = -1;

  private long last = NONE;

  /** A new connection: its numbers begin anew. */
  void restart() {
    last = NONE;
  }

  /** Whether a message of this number is of another connection than the one before. */
  boolean runsBack(long number) {
    return number < last;
  }

  /** Takes a message's number; how many are missing before it. */
  long follow(long number) {
    long missing = last == NONE || number <= last ? 0 : number - last - 1;
    last = number;
    return missing;
  }
}
