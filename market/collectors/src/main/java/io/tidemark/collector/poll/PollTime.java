package io.tidemark.collector.poll;

import io.tidemark.exchange.protocol.BadMessageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times of answers as µs since the epoch. */
final class PollTime {

  private static final long YEAR_2000 = 946_684_800_000_000L;
  private static final long YEAR_2100 = 4_102_444_800_000_000L;

  private PollTime() {}

  /**
   * The time itself.
   *
   * @throws BadMessageException if it is before 2000 or after 2100
   */
  static long plausible(long micros, String field) throws BadMessageException {
    if (micros < YEAR_2000 || micros > YEAR_2100) {
      throw new BadMessageException(field + " is " + micros + " µs, no time from 2000 to 2100");
    }
    return micros;
  }

  /**
   * The first moment of a day.
   *
   * @throws BadMessageException if that is before 2000 or after 2100
   */
  static long startOf(LocalDate day, String field) throws BadMessageException {
    return plausible(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000, field);
  }

  /**
   * The day that begins a text such as {@code 2024-01-31T00:00:00Z}.
   *
   * @throws BadMessageException if none does
   */
  static LocalDate day(String text, String field) throws BadMessageException {
    try {
      return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    } catch (DateTimeException notADate) {
      throw new BadMessageException(field + " is '" + text + "', no date");
    }
  }

  /** The day in which a time lies, UTC. */
  static LocalDate day(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
