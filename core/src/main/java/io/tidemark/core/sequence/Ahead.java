package io.tidemark.core.sequence;

import java.math.BigDecimal;

/** Seconds as people read them: whole ones, but what is beyond a limit never looks like it. */
final class Ahead {

  private static final long SECOND = 1_000_000L;

  private Ahead() {}

  /** {@code 61 s after its arrival (limit 60 s)}. */
  static String words(long micros, long limit, String after) {
    boolean alike = micros / SECOND == limit / SECOND;
    return seconds(micros, alike) + " s " + after + " (limit " + seconds(limit, alike) + " s)";
  }

  private static String seconds(long micros, boolean exactly) {
    return exactly
        ? BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString()
        : String.valueOf(micros / SECOND);
  }
}
