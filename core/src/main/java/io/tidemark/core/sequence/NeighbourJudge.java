package io.tidemark.core.sequence;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges each element of a sequence by the times of those before <em>and</em> after it: the one
 * that contradicts both sides is told apart from all that follow.
 *
 * <p>An element is <em>ahead</em> where it is later than the two before it, and most of those that
 * follow lie between: they agree with those before, and it alone does not. It is <em>behind</em>
 * where it is earlier than the two before it, and most of those that follow are not. So each of a
 * run of wrong ones is refused, where it is no longer than half the look-ahead. A gap, after which
 * all stays later, and a step back, after which all goes on from the earlier time, contradict
 * nothing.
 *
 * <p>At an edge of the sequence one side is missing. The first element is refused where most that
 * follow are earlier; the first and the last ones also where they lie apart from the {@link
 * MainCluster} of those near by.
 *
 * <p>See RATIONALE.md, "Why is a row judged by those that follow it?"
 *
 * <p>Times are longs of any unit. Memory holds the look-ahead and {@value #RECENT} times; what has
 * no time waits with those that have.
 *
 * @param <T> what is in the sequence
 */
public final class NeighbourJudge<T> {

  /** So many times the largest step near by is still one of what leads up to a time. */
  private static final int USUAL_STEPS = 2;

  /** How many times that were not refused are remembered. */
  static final int RECENT = 256;

  /** With fewer times than these nothing is known about how large steps are. */
  private static final int ENOUGH_RECENT = 4;

  private final Limits limits;
  private final Consumer<Judged<T>> out;
  private final ArrayDeque<Timed<T>> pending = new ArrayDeque<>();

  /** Of those that wait, each that none behind it is earlier than: the first is the earliest. */
  private final ArrayDeque<Timed<T>> earliest = new ArrayDeque<>();

  private final long[] recent = new long[RECENT];
  private long recentCount;
  private int timed;
  private @Nullable Timed<T> before;
  private @Nullable Timed<T> beforeThat;

  /**
   * How times are judged.
   *
   * @param lookAhead how many of those that follow are asked; at least 1
   * @param tolerance how far times may be out of order and contradict nothing; not negative
   * @param edges how far the first and the last may lie from the others
   */
  public record Limits(int lookAhead, long tolerance, EdgeGaps edges) {

    public Limits {
      if (lookAhead < 1 || tolerance < 0) {
        throw new IllegalArgumentException(
            "lookAhead must be at least 1 and tolerance not negative, but they are "
                + lookAhead
                + " and "
                + tolerance);
      }
    }
  }

  /**
   * An element that was released, in the order in which it was added.
   *
   * @param contradiction what its time contradicts; null where it contradicts nothing or has none
   */
  public record Judged<T>(T element, @Nullable Contradiction<T> contradiction) {}

  /**
   * A time that contradicts its neighbours.
   *
   * @param time the element's
   * @param before the nearest one before it that was not refused; null where there is none
   * @param after the nearest one after it that contradicts it; null where there is none
   * @param against how many of those that follow contradict it
   * @param asked how many of those that follow were asked
   */
  public record Contradiction<T>(
      long time, @Nullable Timed<T> before, @Nullable Timed<T> after, int against, int asked) {}

  /**
   * An element and its time.
   *
   * @param hasTime false for one that was only passed on; its {@code time} means nothing
   */
  public record Timed<T>(long time, T element, boolean hasTime) {}

  /**
   * @param out takes each element once, in the order in which they were added
   */
  public NeighbourJudge(Limits limits, Consumer<Judged<T>> out) {
    this.limits = limits;
    this.out = out;
  }

  /** The next element, with its time; releases those for which enough others follow. */
  public void add(long time, T element) {
    Timed<T> added = new Timed<>(time, element, true);
    pending.add(added);
    timed++;
    while (!earliest.isEmpty() && earliest.getLast().time() > time) {
      earliest.removeLast();
    }
    earliest.add(added);
    while (timed > limits.lookAhead()) {
      release(false);
    }
    releaseUntimed();
  }

  /** The next element, which has no time and is judged by nobody; it keeps its place. */
  public void pass(T element) {
    pending.add(new Timed<>(0, element, false));
    releaseUntimed();
  }

  /**
   * No more is coming now: releases all, each judged by those that there are. The sequence may go
   * on afterwards; the last one is then judged as if it had ended.
   */
  public void drain() {
    while (!pending.isEmpty()) {
      release(true);
    }
  }

  /** How many elements wait for those that follow them. */
  public int pending() {
    return pending.size();
  }

  private void releaseUntimed() {
    for (Timed<T> head = pending.peek(); head != null && !head.hasTime(); head = pending.peek()) {
      out.accept(new Judged<>(pending.remove().element(), null));
    }
  }

  private void release(boolean atEnd) {
    releaseUntimed();
    if (pending.isEmpty()) {
      return;
    }
    Timed<T> head = pending.remove();
    timed--;
    if (earliest.getFirst().time() == head.time()) {
      earliest.removeFirst();
    }
    Contradiction<T> contradiction = judge(head, atEnd);
    if (contradiction == null) {
      recent[(int) (recentCount++ % RECENT)] = head.time();
      beforeThat = before;
      before = head;
    }
    out.accept(new Judged<>(head.element(), contradiction));
  }

  private @Nullable Contradiction<T> judge(Timed<T> head, boolean atEnd) {
    Timed<T> last = before;
    if (last == null) {
      return first(head);
    }
    Timed<T> other = beforeThat == null ? last : beforeThat;
    boolean inOrder = other.time() < last.time();
    Timed<T> early = inOrder ? other : last;
    Timed<T> late = inOrder ? last : other;
    Contradiction<T> between = timed == 0 ? null : between(head, early, late);
    return between == null && atEnd && timed < MainCluster.MOST_APART ? last(head, last) : between;
  }

  private @Nullable Contradiction<T> between(Timed<T> head, Timed<T> early, Timed<T> late) {
    if (head.time() > late.time() && distance(head.time(), late.time()) > limits.tolerance()) {
      return ahead(head, early, late);
    }
    if (head.time() < early.time() && distance(head.time(), early.time()) > limits.tolerance()) {
      return behind(head, early);
    }
    return null;
  }

  /** Against it are those that are nearer to {@code late} than to it, and not before both. */
  private @Nullable Contradiction<T> ahead(Timed<T> head, Timed<T> early, Timed<T> late) {
    if (earliest.getFirst().time() >= head.time()) {
      return null;
    }
    Timed<T> witness = null;
    int against = 0;
    for (Timed<T> other : pending) {
      if (other.hasTime()
          && isNotBefore(other, early)
          && other.time() < head.time()
          && distance(other.time(), head.time()) > distance(late.time(), head.time()) / 2) {
        against++;
        witness = witness == null ? other : witness;
      }
    }
    return decide(head, before, witness, against);
  }

  /**
   * Against it are those that are not before {@code early}, unless what follows leads up to them
   * step by step, as where files overlap.
   */
  private @Nullable Contradiction<T> behind(Timed<T> head, Timed<T> early) {
    Timed<T> witness = null;
    Timed<T> up = head;
    int against = 0;
    for (Timed<T> other : pending) {
      if (other.hasTime() && isNotBefore(other, early)) {
        against++;
        witness = witness == null ? other : witness;
      }
      up = witness == null && other.hasTime() ? other : up;
    }
    return witness != null && leadsTo(distance(witness.time(), up.time()), head, early)
        ? null
        : decide(head, before, witness, against);
  }

  /** The last step up to a witness is as short as those before, and not of another wrong one. */
  private boolean leadsTo(long lastStep, Timed<T> head, Timed<T> early) {
    long usual = largestStepBefore();
    return lastStep < distance(head.time(), early.time()) / 2
        && (usual < 0 || lastStep / USUAL_STEPS <= usual);
  }

  private @Nullable Contradiction<T> decide(
      Timed<T> head, @Nullable Timed<T> last, @Nullable Timed<T> witness, int against) {
    return 2 * against > timed
        ? new Contradiction<>(head.time(), last, witness, against, timed)
        : null;
  }

  private @Nullable Contradiction<T> first(Timed<T> head) {
    Timed<T> witness = null;
    int against = 0;
    for (Timed<T> other : pending) {
      if (other.hasTime() && !isNotBefore(other, head)) {
        against++;
        witness = witness == null ? other : witness;
      }
    }
    Contradiction<T> behind = decide(head, null, witness, against);
    MainCluster main = behind == null ? main(head, limits.edges().first()) : null;
    return main == null ? behind : apart(head, null, main);
  }

  private @Nullable Contradiction<T> last(Timed<T> head, Timed<T> last) {
    MainCluster main = main(head, limits.edges().last());
    return main == null ? null : apart(head, last, main);
  }

  /** Of what is near by; null where too little is known or any gap is allowed. */
  private @Nullable MainCluster main(Timed<T> head, long loneGap) {
    int known = (int) Math.min(recentCount, RECENT);
    if (limits.edges().isAny() || known + 1 + timed < MainCluster.FEWEST) {
      return null;
    }
    long[] times = Arrays.copyOf(recent, known + 1 + timed);
    times[known] = head.time();
    int next = known + 1;
    for (Timed<T> other : pending) {
      if (other.hasTime()) {
        times[next++] = other.time();
      }
    }
    return MainCluster.of(times, loneGap, limits.edges().run());
  }

  private @Nullable Contradiction<T> apart(
      Timed<T> head, @Nullable Timed<T> last, MainCluster main) {
    if (main.contains(head.time())) {
      return null;
    }
    Timed<T> witness = null;
    int against = 0;
    for (Timed<T> other : pending) {
      if (other.hasTime() && main.contains(other.time())) {
        against++;
        witness = witness == null ? other : witness;
      }
    }
    return new Contradiction<>(head.time(), last, witness, against, against == 0 ? 0 : timed);
  }

  /** Whether {@code other} is as late as {@code than}, or earlier by no more than the tolerance. */
  private boolean isNotBefore(Timed<T> other, Timed<T> than) {
    return other.time() >= than.time() || distance(other.time(), than.time()) <= limits.tolerance();
  }

  /** -1 where there are not enough. */
  private long largestStepBefore() {
    int known = (int) Math.min(recentCount, RECENT);
    long largest = -1;
    for (long i = recentCount - known + 1; i < recentCount; i++) {
      long step = distance(recent[(int) (i % RECENT)], recent[(int) ((i - 1) % RECENT)]);
      largest = Math.max(largest, step);
    }
    return known < ENOUGH_RECENT ? -1 : largest;
  }

  /** Never negative; the largest long where it is larger. */
  static long distance(long a, long b) {
    long distance = Math.abs(a - b);
    boolean overflows = ((a ^ b) & (a ^ (a - b))) < 0 || distance < 0;
    return overflows ? Long.MAX_VALUE : distance;
  }
}
