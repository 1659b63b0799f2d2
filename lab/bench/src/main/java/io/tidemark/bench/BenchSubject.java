package io.tidemark.bench;

import io.tidemark.client.CommandFailedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be measured, and over how much of it. */
public enum BenchSubject {
  /** First: later, the allocator has free memory of others in which a leak would not be seen. */
  MEMORY(10_000_000, 200_000, 100_000_000),
  PIPELINE(2_000_000, 600_000, 20_000_000),
  STRATEGY(1_000_000, 200_000, 20_000_000),
  CACHE(2_000_000, 200_000, 20_000_000),
  CRAYFISH(200_000, 40_000, 2_000_000),
  LATENCY(300_000, 40_000, 20_000_000),
  SWAP(300_000, 40_000, 20_000_000),
  ALL(0, 0, 0);

  private final long events;
  private final long quickEvents;
  private final long most;

  BenchSubject(long events, long quickEvents, long most) {
    this.events = events;
    this.quickEvents = quickEvents;
    this.most = most;
  }

  /** So many that {@code asked} says; without it what a record or a look takes. */
  public long events(@Nullable Long asked, boolean quick) {
    long found = asked != null ? asked : quick ? quickEvents : events;
    long least = this == PIPELINE || this == STRATEGY ? BarStages.fewestEvents() : 1;
    if (found < least || found > most) {
      throw new CommandFailedException(
          "--events of %s must be between %d and %d, was %d".formatted(this, least, most, found));
    }
    return found;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
