package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the log is written.
 *
 * @param waiting how long arrivals are held to be ordered; zero writes at once
 * @param tick how often the passing of time is written; zero never
 * @param maxAhead how far a fact or a command may be ahead of the market's time
 * @param maxHeld events held per instrument
 * @param maxReadAhead records read ahead of others, of all partitions together
 * @param idleAfter how long a partition that gives nothing holds up the others
 * @param repeatsWithin how long a repetition of a trade or book is known; zero never
 */
public record SequenceConfig(
    Duration waiting,
    Duration tick,
    Duration maxAhead,
    int maxHeld,
    int maxReadAhead,
    Duration idleAfter,
    Duration repeatsWithin)
    implements Serializable {

  /** Whether the market's time is that of the wall clock: then ticks are written. */
  public boolean hasTimeOfTheWall() {
    return !tick.isZero();
  }
}
