package io.tidemark.core.sequence;

import io.tidemark.core.fact.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Orders held arrivals of one key by {@code availableAt}, never changing the order within an
 * origin: by the offset of its origin the signal job knows a repetition. A command that is ahead of
 * all else that is held has its place where it arrived: its time is its sender's, and neither what
 * comes after it in its partition nor what arrived later may follow that.
 *
 * <p>See RATIONALE.md, "Why does ordering never change the order within an origin?"
 */
public final class Ordering {

  private static final long NEVER = Long.MIN_VALUE;

  private record Ranked(Held held, long rank) {}

  private final long wait;
  private final int maxHeld;

  /**
   * @param wait how long an arrival is held, ms
   * @param maxHeld most arrivals held a key; beyond it the first ones in order go early
   */
  public Ordering(long wait, int maxHeld) {
    this.wait = wait;
    this.maxHeld = maxHeld;
  }

  /**
   * Lets go what has waited long enough, and all that comes before it.
   *
   * @param held in the order of arrival
   * @param now the wall clock, ms since the epoch
   * @param out takes what goes, in order
   * @return what stays
   */
  public List<Held> release(List<Held> held, long now, Consumer<Held> out) {
    List<Ranked> order = ranked(held);
    int due = Math.max(0, order.size() - maxHeld);
    for (int i = order.size() - 1; i >= due; i--) {
      if (order.get(i).held().arrivedAt() <= now - wait) {
        due = i + 1;
        break;
      }
    }
    for (Ranked ranked : order.subList(0, due)) {
      out.accept(ranked.held());
    }
    List<Held> rest = new ArrayList<>(order.size() - due);
    for (Ranked ranked : order.subList(due, order.size())) {
      rest.add(ranked.held());
    }
    return rest;
  }

  private static List<Ranked> ranked(List<Held> held) {
    Map<Origin, Long> last = new HashMap<>();
    List<Ranked> order = new ArrayList<>(held.size());
    long newest = held.stream().mapToLong(Ordering::toldAt).max().orElse(NEVER);
    long arrived = NEVER;
    for (Held h : held) {
      arrived = Math.max(arrived, toldAt(h));
      Origin origin = h.event().origin();
      long time = h.event().availableAt();
      long rank = last.merge(origin.ofPartition(), time > newest ? arrived : time, Math::max);
      order.add(new Ranked(h, rank));
    }
    order.sort(Comparator.comparingLong(Ranked::rank)); // stable: arrival decides between equals
    return order;
  }

  /** The market's time that an arrival tells; a command tells none. */
  private static long toldAt(Held held) {
    return held.event().fact().kind().isCommand() ? NEVER : held.event().availableAt();
  }
}
