package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the log is written.
 *
 * @param waiting how long arrivals are held to be ordered; zero writes at once
 * @param tick how often the passing of time is written; zero never
 * @param maxAhead how far a fact may be ahead of its Kafka time, and a command ahead of the
 *     market's
 * @param maxHeld events held per instrument
 */
public record SequenceConfig(Duration waiting, Duration tick, Duration maxAhead, int maxHeld)
    implements Serializable {

  /** Whether the market's time is that of the wall clock: then ticks are written. */
  public boolean hasTimeOfTheWall() {
    return !tick.isZero();
  }
}
