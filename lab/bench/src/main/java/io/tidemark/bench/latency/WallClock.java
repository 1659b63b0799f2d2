package io.tidemark.bench.latency;

import java.time.Instant;

/** The clock that the broker in this process has, too. */
final class WallClock {

  private WallClock() {}

  /** µs since the epoch. */
  static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }
}
