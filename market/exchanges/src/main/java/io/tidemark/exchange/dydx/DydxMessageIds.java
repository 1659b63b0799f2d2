package io.tidemark.exchange.dydx;

import java.util.HashSet;
import java.util.Set;

/**
 * dYdX counts a connection's messages by 1. Answers to subscriptions come late: their ids are
 * missing for a while, so as many as there are subscriptions without an answer may be. One more is
 * a message that was lost.
 */
final class DydxMessageIds {

  /** What {@link #follow} says of an id that was there. */
  static final long REPEATED = -1;

  private static final int MOST_MISSING = 1_000;

  private final Set<Long> missing = new HashSet<>();
  private long next = -1;
  private int unanswered;
  private long reported;

  /** The client asked for something. */
  void asked() {
    unanswered = Math.min(unanswered + 1, MOST_MISSING);
  }

  /**
   * Notes the id of a message.
   *
   * @param answer whether it answers a subscription
   * @return how many messages before it are lost, or {@link #REPEATED}
   */
  long follow(long id, boolean answer) {
    if (answer && unanswered > 0) {
      unanswered--;
    }
    if (next < 0) {
      next = id;
    }
    if (id < next) {
      return missing.remove(id) ? lost() : REPEATED;
    }
    long skipped = id - next;
    if (skipped > MOST_MISSING - missing.size()) {
      long all = skipped + missing.size() - reported;
      missing.clear();
      reported = 0;
      next = id + 1;
      return all;
    }
    for (long between = next; between < id; between++) {
      missing.add(between);
    }
    next = id + 1;
    return lost();
  }

  private long lost() {
    long lost = Math.max(0, missing.size() - unanswered - reported);
    reported += lost;
    return lost;
  }
}
