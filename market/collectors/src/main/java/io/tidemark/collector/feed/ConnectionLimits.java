package io.tidemark.collector.feed;

import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/**
 * When a connection may be opened to an address of a venue: all feeds that go there share the
 * back-off and the count, since the venue counts them together. For several threads; times are
 * ticks in µs.
 */
public final class ConnectionLimits {

  private static final long WINDOW = 300_000_000;

  private final Backoff backoff;
  private final int most;
  private final ArrayDeque<Long> opened = new ArrayDeque<>();
  private long from;

  /**
   * Nothing was opened.
   *
   * @param most connections in five minutes
   */
  public ConnectionLimits(RandomGenerator chance, int most) {
    this.backoff = new Backoff(chance);
    this.most = most;
  }

  /** Whether one may be opened; if so, it is counted. */
  synchronized boolean open(long now) {
    while (!opened.isEmpty() && now - opened.element() > WINDOW) {
      opened.remove();
    }
    if (now < from || opened.size() >= most) {
      return false;
    }
    opened.add(now);
    return true;
  }

  /**
   * One is over: the next one waits. Those that end while it waits are part of the same bad moment,
   * such as the venue's restart: were each counted, a venue of ten connections would be left alone
   * for a minute after its first fault.
   *
   * @param wait as the venue says, µs; 0 where it does not
   */
  synchronized void over(long now, long wait) {
    if (now >= from) {
      from = now + backoff.next();
    }
    from = Math.max(from, now + wait);
  }

  /** One has proven to last. */
  synchronized void proven() {
    backoff.succeeded();
  }
}
