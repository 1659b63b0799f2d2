package io.tidemark.core.sequence;

import java.util.Iterator;

/**
 * How far one partition of a merge may run ahead of the others, what behind its first speaks
 * against that one, and how long it has been held back.
 */
final class JumpGuard {

  /** So many that follow in its partition are enough against one that is far ahead. */
  private static final int ENOUGH = 3;

  /** How many times a partition's own largest step of late is no jump. */
  private static final int USUAL_STEPS = 2;

  /** How long all wait for what follows one that is far ahead, ms. */
  private static final long ALL_WAIT = 2_000;

  /** The late ones of the partition's steps ahead. */
  private final long[] steps = new long[16];

  private int stepCount;
  private long newest = ArrivalMerge.NO_TIME;

  /** How long the first was the next and too far ahead, ms. */
  private long waited;

  /** Up to which offset those behind the first were asked. */
  private long asked;

  /** How many of them are far earlier than the first. */
  private int against;

  /** The partition has released what became available then. */
  void released(long time) {
    if (newest != ArrivalMerge.NO_TIME && time > newest) {
      steps[stepCount++ % steps.length] = time - newest;
    }
    newest = Math.max(newest, time);
  }

  /** The latest time that was released; {@link ArrivalMerge#NO_TIME} before the first. */
  long newest() {
    return newest;
  }

  /** How far the first may be ahead of the others: a step of the usual size is no jump. */
  long reach(ArrivalMerge.Claim first) {
    long reach = first.reach();
    for (long step : steps) {
      reach = Math.max(reach, USUAL_STEPS * step);
    }
    return reach;
  }

  /**
   * The time of one that is far earlier and behind the first, where there are enough of them. The
   * newest are asked first: a run of wrong ones has right ones behind it.
   *
   * @param newestFirst all of the partition that are here
   * @return {@link ArrivalMerge#NO_TIME} if nothing speaks against the first
   */
  <T> long contradiction(ArrivalMerge.Timed<T> first, Iterator<ArrivalMerge.Timed<T>> newestFirst) {
    long near = first.claim().time() - reach(first.claim());
    long earlier = ArrivalMerge.NO_TIME;
    ArrivalMerge.Timed<T> next = newestFirst.next();
    long last = next.offset();
    while (next.offset() > Math.max(first.offset(), asked) && against < ENOUGH) {
      long time = next.claim().time();
      if (time != ArrivalMerge.NO_TIME && time < near) {
        against++;
        earlier = time;
      }
      next = newestFirst.next();
    }
    asked = last;
    return against >= ENOUGH ? earlier : ArrivalMerge.NO_TIME;
  }

  /** The first has waited so much longer, ms. */
  void waits(long passed) {
    waited += passed;
  }

  /** Whether the first waits at all. */
  boolean isWaiting() {
    return waited > 0;
  }

  /** Whether it has waited for so long that the others go on without it. */
  boolean isHeldBack() {
    return waited >= ALL_WAIT;
  }

  /** The first has gone, and another one is in its place. */
  void next() {
    waited = 0;
    asked = 0;
    against = 0;
  }
}
