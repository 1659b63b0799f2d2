package io.tidemark.recordings.file;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times that no file can hold, for it is read before them: later than this machine's clock by more
 * than a day, which leaves room for bars and dates that are not over.
 */
public final class Future {

  private static final Duration TOLERANCE = Duration.ofDays(1);

  private Future() {}

  /**
   * Why a time lies in the future; null where it does not.
   *
   * @param what it is the time of, half a sentence
   * @param micros since the epoch
   */
  public static @Nullable String words(String what, long micros) {
    long ahead = micros / 1_000 - System.currentTimeMillis();
    return ahead <= TOLERANCE.toMillis()
        ? null
        : String.format(
            Locale.ROOT,
            "%s %s is %,d d after this machine's clock",
            what,
            Instant.ofEpochMilli(micros / 1_000),
            Duration.ofMillis(ahead).toDays());
  }
}
