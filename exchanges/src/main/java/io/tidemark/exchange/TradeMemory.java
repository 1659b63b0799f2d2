package io.tidemark.exchange;

import java.util.Arrays;

/** The ids of an instrument's last trades: venues say some twice. */
final class TradeMemory {

  private static final int HELD = 256;
  private static final long NONE = Long.MIN_VALUE;

  private final long[] ids = new long[HELD];
  private int next;

  TradeMemory() {
    Arrays.fill(ids, NONE);
  }

  /** Remembers the trade; whether it was not there before. */
  boolean add(long id) {
    if (holds(id)) {
      return false;
    }
    ids[next] = id;
    next = (next + 1) % HELD;
    return true;
  }

  private boolean holds(long id) {
    for (long held : ids) {
      if (held == id) {
        return true;
      }
    }
    return false;
  }
}
