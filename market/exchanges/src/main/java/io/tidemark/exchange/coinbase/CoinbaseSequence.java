package io.tidemark.exchange.coinbase;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of messages of Advanced Trade: on a connection each is the one before plus 1, from 0
 * on. Messages do not name their connection, and several may be read as one: so a number follows
 * whichever connection stands before it.
 */
final class CoinbaseSequence {

  private static final int MOST_CONNECTIONS = 64;

  /** The last number of each connection, the one that spoke last at the end. */
  private final List<Long> last = new ArrayList<>();

  /** Takes a message's number; how many are missing before it. */
  long follow(long number) {
    int nearest = -1;
    for (int i = 0; i < last.size(); i++) {
      boolean before = last.get(i) < number;
      if (before && (nearest < 0 || last.get(i) >= last.get(nearest))) {
        nearest = i;
      }
    }
    if (number == 0 || nearest < 0) {
      begin(number);
      return 0;
    }
    long missing = number - last.remove(nearest) - 1;
    last.add(number);
    return missing;
  }

  /** A connection begins, or is heard for the first time. */
  private void begin(long number) {
    if (last.size() == MOST_CONNECTIONS) {
      last.remove(0);
    }
    last.add(number);
  }
}
