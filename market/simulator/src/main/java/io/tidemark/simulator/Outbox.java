package io.tidemark.simulator;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Holds what is under way, at most a few seconds of it, and hands it out as it arrives. */
final class Outbox {

  private record UnderWay(SimItem item, long number) {}

  private final PriorityQueue<UnderWay> items =
      new PriorityQueue<>(
          Comparator.comparingLong((UnderWay u) -> u.item().at())
              .thenComparingLong(UnderWay::number));
  private long sent;

  void send(SimItem item) {
    items.add(new UnderWay(item, sent++));
  }

  /** Sends a fact that must be valid; if it is not, the simulator is wrong. */
  void send(Parsed<? extends Fact> parsed) {
    if (parsed instanceof Parsed.Valid<? extends Fact> valid) {
      send(new SimItem.Good(valid.value()));
    } else {
      throw new IllegalStateException("The simulator made an invalid fact: " + parsed);
    }
  }

  /** The next item that arrives before {@code time}, or null. */
  @Nullable SimItem takeBefore(long time) {
    UnderWay first = items.peek();
    if (first == null || first.item().at() >= time) {
      return null;
    }
    items.remove();
    return first.item();
  }
}
