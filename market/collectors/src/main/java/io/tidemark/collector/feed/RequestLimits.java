package io.tidemark.collector.feed;

import java.util.random.RandomGenerator;

/**
 * When an address of a venue may be asked: all feeds that ask there share its refusals and its
 * pace, since the venue counts them together. For several threads; times are ticks in µs.
 */
public final class RequestLimits {

  /** A feed that may not ask says ten times a second that it still wants to, µs. */
  private static final long KEPT = 300_000;

  private final Backoff backoff;
  private final long between;
  private long bannedUntil;
  private long next;

  /** Until then requests that can wait do, for one that cannot is due. */
  private long keptUntil;

  /**
   * Nothing was asked.
   *
   * @param between at least so long between two requests, µs
   */
  public RequestLimits(RandomGenerator chance, long between) {
    this.backoff = new Backoff(chance);
    this.between = between;
  }

  /** Whether a request may be sent. */
  synchronized boolean mayAsk(long now) {
    return now >= bannedUntil && now >= next;
  }

  /**
   * Whether a request may be sent on whose answer live trades wait. If not, the next turn of all
   * feeds is kept for such requests.
   */
  synchronized boolean mayAskFirst(long now) {
    boolean may = mayAsk(now);
    keptUntil = may ? keptUntil : now + KEPT;
    return may;
  }

  /** Whether a request may be sent that can wait for those of {@link #mayAskFirst}. */
  synchronized boolean mayAskLater(long now) {
    return mayAsk(now) && now >= keptUntil;
  }

  /** Whether a request may be sent that can wait for all others: room is left for them. */
  synchronized boolean hasRoom(long now) {
    return mayAskLater(now) && now >= next + between;
  }

  /** One is sent. */
  synchronized void asked(long now) {
    next = Math.max(next, now) + between;
  }

  /**
   * The venue wants no requests for a while.
   *
   * @param wait as the answer says, µs; 0 where it does not
   */
  synchronized void refused(long now, long wait) {
    bannedUntil = Math.max(bannedUntil, now + (wait > 0 ? wait : backoff.next()));
  }

  /** It was answered. */
  synchronized void answered() {
    backoff.succeeded();
  }

  /** Until when the venue wants none. */
  synchronized long bannedUntil() {
    return bannedUntil;
  }
}
