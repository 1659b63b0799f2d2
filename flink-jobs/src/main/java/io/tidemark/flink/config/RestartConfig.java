package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a job comes back after a failure. It always does; the wait before it begins at a second and
 * grows by half with each failure.
 *
 * @param maxBackoff where the wait ends to grow
 * @param resetAfter without a failure, after which the wait begins at a second again
 */
public record RestartConfig(Duration maxBackoff, Duration resetAfter) implements Serializable {

  /** The wait after the first failure. */
  public static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
}
