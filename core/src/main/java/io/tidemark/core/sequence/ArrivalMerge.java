package io.tidemark.core.sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges what is read of several partitions into one order, that of their times, and never changes
 * the order within a partition.
 *
 * <p>While more is to be read of a partition of which nothing is here, nothing goes: what comes
 * could be earlier. A partition that has been read to its end holds up nobody: then all goes at
 * once, in the order of what is here. So a backlog comes out as it would have come live, and live
 * nothing waits. A partition that should have more but gives nothing for long is left out until it
 * speaks again.
 *
 * <p>What is ahead of all other partitions by more than its reach is held back until they come
 * near, or another one jumps as well: a market's time is what several say. If most that follow in
 * its own partition contradict it, it goes with that word. Where all others have fallen silent it
 * goes after a while.
 *
 * <p>Bounded: a partition {@linkplain Partition#isFull is full} when its part of the bound is here;
 * whoever reads must pause it then. Lives in memory only: what is here has not been read, as far as
 * a checkpoint is concerned.
 *
 * <p>See RATIONALE.md, "Why is the log merged while it is behind, and how is that known?"
 *
 * @param <T> what is merged
 */
public final class ArrivalMerge<T> {

  /** The time of what has none: it goes as soon as it is the first of its partition. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** So much time at most passes between two questions: a process that stood still waited not. */
  private static final long MOST_PER_QUESTION = 1_000;

  /** How many that follow in its partition are asked about one that is far ahead. */
  private static final int LOOK_AHEAD = 16;

  /** With so few against it, nothing is said. */
  private static final int ENOUGH = 3;

  private final int bound;
  private final long idleAfter;
  private final Map<String, Partition<T>> partitions = new HashMap<>();

  /** Those of which something is here. */
  private final PriorityQueue<Partition<T>> heads =
      new PriorityQueue<>(
          Comparator.comparingLong((Partition<T> each) -> each.first().time())
              .thenComparing(Partition::name));

  /** Those of which nothing is here, though there is more, and for which all others wait. */
  private final List<Partition<T>> awaited = new ArrayList<>();

  private long lastAsked = Long.MAX_VALUE;
  private long leftOut;

  /** How long nothing went because the next was too far ahead, ms. */
  private long heldBack;

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

  /** The partition of this name; a new one is awaited until it is known to have no more. */
  public Partition<T> partition(String name) {
    Partition<T> known = partitions.get(name);
    if (known == null) {
      known = new Partition<>(name);
      partitions.put(name, known);
      await(known);
    }
    return known;
  }

  /**
   * Puts the next of a partition behind what is here of it.
   *
   * @param time its place; {@link #NO_TIME} if it has none
   * @param reach how far it may be ahead of the other partitions
   */
  public void add(Partition<T> partition, T item, long time, long reach) {
    boolean first = partition.items.isEmpty();
    partition.items.add(new Timed<>(item, time, reach));
    if (first) {
      awaited.remove(partition);
      heads.add(partition);
    }
  }

  /** Says whether more is to be read of a partition, behind what was added. */
  public void read(Partition<T> partition, boolean hasMore) {
    if (hasMore == partition.hasMore) {
      return;
    }
    partition.hasMore = hasMore;
    if (!hasMore) {
      awaited.remove(partition);
    } else if (partition.items.isEmpty()) {
      await(partition);
    }
  }

  /**
   * Takes the next in order.
   *
   * @param now the wall clock, ms
   * @return null if nothing may go yet
   */
  public @Nullable Released<T> next(long now) {
    Partition<T> partition = heads.peek();
    long passed = Math.min(MOST_PER_QUESTION, Math.max(0, now - lastAsked));
    lastAsked = now;
    if (partition == null) {
      return null;
    }
    if (partition.first().time() != NO_TIME) {
      waitForThoseThatGiveNothing(passed);
      if (!awaited.isEmpty()) {
        return null;
      }
      if (isFarAhead(partition)) {
        long earlier = contradiction(partition);
        if (earlier != NO_TIME) {
          return release(partition, earlier);
        }
        if (isHeldBack(passed)) {
          return null;
        }
      }
    }
    return release(partition, NO_TIME);
  }

  private Released<T> release(Partition<T> partition, long contradiction) {
    heads.remove();
    Timed<T> first = partition.items.remove();
    if (first.time() != NO_TIME && contradiction == NO_TIME) {
      partition.newest = Math.max(partition.newest, first.time());
      heldBack = 0;
    }
    if (!partition.items.isEmpty()) {
      heads.add(partition);
    } else if (partition.hasMore) {
      await(partition);
    }
    return new Released<>(first.item(), contradiction);
  }

  /** Whether something is here that may go only when others have spoken, or time has passed. */
  public boolean isHeldUp() {
    return !heads.isEmpty();
  }

  /** The latest time that a partition other than {@code but} has released. */
  public long newest(Partition<T> but) {
    long newest = NO_TIME;
    for (Partition<T> each : partitions.values()) {
      newest = each == but ? newest : Math.max(newest, each.newest);
    }
    return newest;
  }

  /** How often something went though it was far ahead of all others, which had fallen silent. */
  public long jumps() {
    return jumps;
  }

  private boolean isFarAhead(Partition<T> partition) {
    Timed<T> first = partition.first();
    if (first.reach() == Long.MAX_VALUE) {
      return false;
    }
    long others = newest(partition);
    return others != NO_TIME && first.time() - first.reach() > others && !isJoined(partition);
  }

  private boolean isHeldBack(long passed) {
    heldBack += passed;
    if (heldBack < idleAfter) {
      return true;
    }
    jumps++;
    return false;
  }

  /** The time of the first one behind the first, where most of them are far earlier than it. */
  private static <T> long contradiction(Partition<T> partition) {
    Timed<T> first = partition.first();
    long earlier = NO_TIME;
    int against = 0;
    int asked = 0;
    Iterator<Timed<T>> behind = partition.items.iterator();
    behind.next(); // itself
    while (behind.hasNext() && asked < LOOK_AHEAD) {
      long time = behind.next().time();
      if (time != NO_TIME) {
        asked++;
        if (time < first.time() - first.reach()) {
          against++;
          earlier = earlier == NO_TIME ? time : earlier;
        }
      }
    }
    return against >= ENOUGH && 2 * against > asked ? earlier : NO_TIME;
  }

  /** Whether another partition comes to about the same time next. */
  private boolean isJoined(Partition<T> partition) {
    Timed<T> first = partition.first();
    for (Partition<T> each : heads) {
      if (each != partition && each.first().time() - first.reach() <= first.time()) {
        return true;
      }
    }
    return false;
  }

  /** How often a partition was left out, because it gave nothing for too long. */
  public long leftOut() {
    return leftOut;
  }

  private void await(Partition<T> partition) {
    partition.waited = 0;
    awaited.add(partition);
  }

  private void waitForThoseThatGiveNothing(long passed) {
    if (awaited.isEmpty() || passed == 0) {
      return;
    }
    for (Partition<T> each : List.copyOf(awaited)) {
      each.waited += passed;
      if (each.waited >= idleAfter) {
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
    return partition.items.size() >= share();
  }

  /** Whether so little of it is here that more should be read. */
  public boolean hasRoom(Partition<T> partition) {
    return partition.items.size() <= share() / 2;
  }

  /**
   * What the merge knows of a partition.
   *
   * @param <T> what is merged
   */
  public static final class Partition<T> {

    private final String name;
    private final Deque<Timed<T>> items = new ArrayDeque<>();
    private boolean hasMore = true;

    /** How long the others have waited for it, ms. */
    private long waited;

    /** The latest time that it released. */
    private long newest = NO_TIME;

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
  }

  /**
   * What goes.
   *
   * @param item as it was added
   * @param contradiction an earlier time behind it in its partition, where it was far ahead of all
   *     others and most that follow contradict it; {@link #NO_TIME} where nothing does
   */
  public record Released<T>(T item, long contradiction) {}

  private record Timed<T>(T item, long time, long reach) {}
}
