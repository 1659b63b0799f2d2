package io.tidemark.exchange.htx;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;

/**
 * Which contract a term such as {@code CW} means at a time. Contracts end on a Friday at 08:00 UTC:
 * CW in this week, NW in the next, CQ on the first quarter's last Friday after those, NQ on that of
 * the quarter after.
 */
final class HtxWeeks {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
  private static final int LAST_HOUR = 8;

  private HtxWeeks() {}

  /**
   * The day on which the contract ends, as yymmdd.
   *
   * @param term CW, NW, CQ or NQ
   * @param time µs since the epoch
   */
  static String expiry(String term, long time) {
    LocalDateTime now =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(time / 1_000_000), ZoneOffset.UTC);
    LocalDate friday =
        now.plusHours(24 - LAST_HOUR)
            .toLocalDate()
            .with(TemporalAdjusters.next(DayOfWeek.SATURDAY))
            .minusDays(1);
    LocalDate nextWeek = friday.plusWeeks(1);
    LocalDate quarter = quarterAfter(nextWeek);
    LocalDate expiry =
        switch (term) {
          case "CW" -> friday;
          case "NW" -> nextWeek;
          case "CQ" -> quarter;
          default -> quarterAfter(quarter);
        };
    return expiry.format(DAY);
  }

  private static LocalDate quarterAfter(LocalDate day) {
    LocalDate month = day.withDayOfMonth(1).plusMonths((12 - day.getMonthValue()) % 3);
    LocalDate end = month.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
    return end.isAfter(day)
        ? end
        : month.plusMonths(3).with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
  }
}
