package io.tidemark.core.sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges what is read of several partitions into one order, that of their times, and never changes
 * the order within a partition.
 *
 * <p>It merges in rounds. A round is what the partitions held at one moment: for each the offset
 * where it ended. All of a round goes, in the order of times, before anything that was written
 * after that moment. So a backlog comes out as it would have come live, and a reader that keeps up
 * has rounds of a few records: what is written while it reads holds up nobody.
 *
 * <p>A partition of which more of the round is to be read, and nothing is here, is awaited: what
 * comes could be earlier. One that gives nothing for long is left out until it gives something
 * again.
 *
 * <p>What is ahead of all other partitions by more than its reach is held back. At first all wait
 * for what follows it in its own partition: if that returns to the time of the others, it goes with
 * that word. Then only its partition waits, until the others come near, or another one jumps as
 * well: a market's time is what several say. Where all others have fallen silent it goes after a
 * while.
 *
 * <p>Bounded: a partition {@linkplain #isFull is full} when its part of the bound is here, or the
 * whole bound if its first is held back; whoever reads must pause it then. Lives in memory only:
 * what is here has not been read, as far as a checkpoint is concerned.
 *
 * <p>See RATIONALE.md, "Why is the log merged in rounds?"
 *
 * @param <T> what is merged
 */
public final class ArrivalMerge<T> {

  /** The time of what has none: it goes as soon as it is the first of its partition. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Before it is known where a partition ends, all of it belongs to the round. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  /** So much time at most passes between two questions: a process that stood still waited not. */
  private static final long MOST_PER_QUESTION = 1_000;

  private final int bound;
  private final long idleAfter;
  private final Map<String, Partition<T>> partitions = new HashMap<>();

  /** Those of which something of the round is here. */
  private final PriorityQueue<Partition<T>> heads =
      new PriorityQueue<>(
          Comparator.comparingLong((Partition<T> each) -> each.place)
              .thenComparing(Partition::name));

  /** Those of which nothing is here, though there is more of the round: all others wait. */
  private final List<Partition<T>> awaited = new ArrayList<>();

  private int here;
  private long lastAsked = Long.MAX_VALUE;
  private int leftOut;
  private int heldBack;

  /** How long nothing went because all that is here is too far ahead, ms. */
  private long silent;

  private long jumps;

  /**
   * A merge without partitions.
   *
   * @param bound how many are here at most, of all partitions together
   * @param idleAfter how long a partition that gives nothing holds up the others, ms
   */
  public ArrivalMerge(int bound, long idleAfter) {
    this.bound = bound;
    this.idleAfter = idleAfter;
  }

  /** The partition of this name; a new one is awaited until it is known where it ends. */
  public Partition<T> partition(String name) {
    Partition<T> known = partitions.get(name);
    if (known == null) {
      known = new Partition<>(name);
      partitions.put(name, known);
      place(known);
    }
    return known;
  }

  /**
   * Puts the next of a partition behind what is here of it.
   *
   * @param offset its place in the partition; greater than those before
   */
  public void add(Partition<T> partition, T item, long offset, Claim claim) {
    boolean first = partition.items.isEmpty();
    partition.items.add(new Timed<>(item, offset, claim));
    partition.position = offset + 1;
    partition.waited = 0;
    leftOut -= partition.isLeftOut ? 1 : 0;
    partition.isLeftOut = false;
    here++;
    if (first) {
      awaited.remove(partition);
      place(partition);
    }
  }

  /**
   * Says how far a partition has been read.
   *
   * @param position all records before it were added
   * @param end where the partition ended, at a moment after all that was added was read
   */
  public void read(Partition<T> partition, long position, long end) {
    partition.position = Math.max(partition.position, position);
    partition.end = end;
    partition.cut = Math.min(partition.cut, end); // unknown so far, or of a log that was cut short
    if (partition.items.isEmpty()) {
      awaited.remove(partition);
      place(partition);
    }
  }

  /** Whether all that a partition has in this round is before {@code position}. */
  public boolean isThrough(Partition<T> partition, long position) {
    return position >= partition.cut;
  }

  /**
   * Takes the next in order.
   *
   * @param now the wall clock, ms
   * @return null if nothing may go yet
   */
  public @Nullable Released<T> next(long now) {
    long passed = Math.min(MOST_PER_QUESTION, Math.max(0, now - lastAsked));
    lastAsked = now;
    if (here == 0) {
      return null;
    }
    Partition<T> partition = heads.peek();
    if (partition != null && partition.place == NO_TIME) {
      return release(partition, partition.refutedBy);
    }
    waitForThoseThatGiveNothing(passed);
    if (!awaited.isEmpty()) {
      return null;
    }
    if (partition == null) {
      return beginRound() ? next(now) : null;
    }
    if (!isFarAhead(partition)) {
      return release(partition, NO_TIME);
    }
    long earlier = partition.contradiction();
    if (earlier != NO_TIME) {
      return release(partition, earlier);
    }
    boolean wasHeldBack = partition.guard.isHeldBack();
    partition.guard.waits(passed);
    silent += passed;
    if (!partition.guard.isHeldBack()) {
      return null;
    }
    heldBack += wasHeldBack ? 0 : 1;
    if (beginRound()) {
      return next(now);
    }
    if (!isJoined(partition)) {
      if (silent < idleAfter) {
        return null;
      }
      jumps++;
    }
    return release(partition, NO_TIME);
  }

  /** The next round is what is known by now; none begins where no more is known. */
  private boolean beginRound() {
    boolean more = false;
    for (Partition<T> each : partitions.values()) {
      if (each.end > each.cut) {
        more = true;
        heads.remove(each);
        each.cut = each.end;
        place(each);
      }
    }
    return more;
  }

  /** Where a partition belongs that is neither among the heads nor awaited. */
  private void place(Partition<T> partition) {
    if (!partition.items.isEmpty()) {
      if (partition.first().offset() < partition.cut) {
        partition.place = partition.first().claim().time();
        partition.refutedBy = partition.place == NO_TIME ? NO_TIME : refutation(partition);
        if (partition.refutedBy != NO_TIME) {
          partition.place = NO_TIME; // at once: right ones are behind it
        }
        heads.add(partition);
      }
    } else if (partition.position < partition.cut && !partition.isLeftOut) {
      awaited.add(partition);
    }
  }

  /** The time of one behind the first of a partition that speaks against it, if that is enough. */
  private long refutation(Partition<T> partition) {
    Claim claim = partition.first().claim();
    if (claim.witness() != NO_TIME) {
      long others = newest(partition);
      // Whoever is that far behind the other partitions is no witness against their time.
      if (others == NO_TIME || claim.witness() >= others - claim.reach()) {
        return claim.witness();
      }
    }
    return isFarAhead(partition) ? partition.contradiction() : NO_TIME;
  }

  private Released<T> release(Partition<T> partition, long contradiction) {
    heads.remove();
    Timed<T> first = partition.items.remove();
    here--;
    if (first.claim().time() != NO_TIME && contradiction == NO_TIME) {
      partition.guard.released(first.claim().time());
      silent = 0;
    }
    heldBack -= partition.guard.isHeldBack() ? 1 : 0;
    partition.guard.next();
    place(partition);
    return new Released<>(first.item(), contradiction);
  }

  /** The latest time that a partition other than {@code but} has released. */
  public long newest(Partition<T> but) {
    long newest = NO_TIME;
    for (Partition<T> each : partitions.values()) {
      newest = each == but ? newest : Math.max(newest, each.guard.newest());
    }
    return newest;
  }

  /** How often something went though it was far ahead of all others, which had fallen silent. */
  public long jumps() {
    return jumps;
  }

  private boolean isFarAhead(Partition<T> partition) {
    long reach = partition.reach();
    if (reach == Long.MAX_VALUE) {
      return false;
    }
    long others = newest(partition);
    return others != NO_TIME && partition.place - reach > others;
  }

  /** Whether another partition comes to about the same time next. */
  private boolean isJoined(Partition<T> partition) {
    for (Partition<T> each : heads) {
      if (each != partition && each.place - partition.reach() <= partition.place) {
        return true;
      }
    }
    return false;
  }

  /** How many partitions are left out, because they gave nothing for too long. */
  public int leftOut() {
    return leftOut;
  }

  /** How many partitions wait because their next is too far ahead. */
  public int heldBack() {
    return heldBack;
  }

  /** How many items are here. */
  public int size() {
    return here;
  }

  private void waitForThoseThatGiveNothing(long passed) {
    if (awaited.isEmpty() || passed == 0) {
      return;
    }
    for (Partition<T> each : List.copyOf(awaited)) {
      each.waited += passed;
      if (each.waited >= idleAfter) {
        each.isLeftOut = true;
        awaited.remove(each);
        leftOut++;
      }
    }
  }

  /** The part of the bound that each partition has. */
  private int share() {
    return Math.max(1, bound / Math.max(1, partitions.size()));
  }

  /** Whether so much of it is here that no more should be read for now. */
  public boolean isFull(Partition<T> partition) {
    return partition.items.size() >= share() && !mayAskFurther(partition);
  }

  /** Whether so little of it is here that more should be read. */
  public boolean hasRoom(Partition<T> partition) {
    return partition.items.size() <= share() / 2 || mayAskFurther(partition);
  }

  /** What contradicts a first one that is held back can be behind a whole run of wrong ones. */
  private boolean mayAskFurther(Partition<T> partition) {
    return partition.guard.isWaiting() && here < bound;
  }

  /**
   * What the merge knows of a partition.
   *
   * @param <T> what is merged
   */
  public static final class Partition<T> {

    private final String name;
    private final Deque<Timed<T>> items = new ArrayDeque<>();

    /** All before it were added. */
    private long position;

    /** Where it ended when it was last said. */
    private long end = UNKNOWN;

    /** Where the round ends in it. */
    private long cut = UNKNOWN;

    /** How long the others have waited for it since it gave something, ms. */
    private long waited;

    private boolean isLeftOut;

    /** Of its first, among the heads. */
    private long place;

    /** What speaks against its first. */
    private long refutedBy = NO_TIME;

    private final JumpGuard guard = new JumpGuard();

    private Partition(String name) {
      this.name = name;
    }

    /** Its name; decides between equal times. */
    public String name() {
      return name;
    }

    private Timed<T> first() {
      return items.element();
    }

    private long contradiction() {
      return guard.contradiction(first(), items.descendingIterator());
    }

    private long reach() {
      return guard.reach(first().claim());
    }
  }

  /**
   * When an item says that it could be known, and what speaks against it.
   *
   * @param time its place among all; {@link #NO_TIME} if it has none
   * @param reach how far it may be ahead of the other partitions, where its own partition has taken
   *     no larger steps of late
   * @param witness the time of one behind it in its partition, where most that follow contradict
   *     it; {@link #NO_TIME} where they do not
   */
  public record Claim(long time, long reach, long witness) {

    /** Goes as soon as it is the first of its partition. */
    public static final Claim NONE = new Claim(NO_TIME, Long.MAX_VALUE, NO_TIME);
  }

  /**
   * What goes.
   *
   * @param item as it was added
   * @param contradiction an earlier time behind it in its partition, where enough that follow
   *     contradict it; {@link #NO_TIME} where they do not
   */
  public record Released<T>(T item, long contradiction) {}

  /** An item in its partition. */
  record Timed<T>(T item, long offset, Claim claim) {}
}
