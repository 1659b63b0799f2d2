package io.tidemark.collector.feed;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The two clocks of a collector; see {@link FeedMoment}. For several threads. */
public final class FeedClock {

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final long begin;

  /**
   * Begins now.
   *
   * @param wall what facts are stamped by
   * @param nanos a clock that only goes on, in ns, such as {@link System#nanoTime}
   */
  public FeedClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
  }

  /** The machine's. */
  public static FeedClock system() {
    return new FeedClock(InstantSource.system(), System::nanoTime);
  }

  /** What both say. */
  public FeedMoment now() {
    Instant now = wall.instant();
    long stamp = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    return new FeedMoment(stamp, 1 + (nanos.getAsLong() - begin) / 1_000);
  }
}
