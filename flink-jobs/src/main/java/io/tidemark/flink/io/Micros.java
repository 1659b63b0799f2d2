package io.tidemark.flink.io;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Between the domain's microseconds since the epoch and the generated classes' instants. */
final class Micros {

  private static final long A_SECOND = 1_000_000;

  private Micros() {}

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, A_SECOND), Math.floorMod(micros, A_SECOND) * 1_000);
  }

  /** Exact for every instant that came from microseconds; overflow within the sum cancels out. */
  static long of(Instant instant) {
    return instant.getEpochSecond() * A_SECOND + instant.getNano() / 1_000;
  }

  static long orElse(@Nullable Instant instant, long otherwise) {
    return instant == null ? otherwise : of(instant);
  }
}
