package io.tidemark.client.tail;

import io.tidemark.flink.config.text.Domain;
import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.UnacceptableValueException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From when on records are wanted.
 *
 * @param relative whether it counts back from the newest record
 * @param micros µs since the epoch, or before the newest record
 */
public record Since(boolean relative, long micros) {

  /** From the beginning. */
  public static final Since EVER = new Since(false, Long.MIN_VALUE);

  private static final Domain<Duration> DURATIONS = Domains.duration(Duration.ofMillis(1));

  /**
   * An ISO instant, such as {@code 2026-03-01T12:00:00Z}, or a duration, such as {@code 2h}.
   *
   * @throws UnacceptableValueException for any other text; the message is to be read after "must
   *     be"
   */
  public static Since parse(String text) {
    try {
      return new Since(false, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    } catch (DateTimeException | ArithmeticException notAnInstant) {
      return before(text);
    }
  }

  private static Since before(String text) {
    try {
      return new Since(true, DURATIONS.parse(text).toNanos() / 1_000);
    } catch (UnacceptableValueException e) {
      throw new UnacceptableValueException(
          "an instant, such as 2026-03-01T12:00:00Z, or " + DURATIONS.expected(), e);
    }
  }

  /**
   * The earliest time that is wanted, µs since the epoch.
   *
   * @param newest the newest record's time; {@link Long#MIN_VALUE} where there is none
   */
  long from(long newest) {
    long from = relative ? newest - micros : micros;
    return relative && from > newest ? Long.MIN_VALUE : from; // there is no earlier time
  }
}
