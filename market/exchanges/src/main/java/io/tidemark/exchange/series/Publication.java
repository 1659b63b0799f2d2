package io.tidemark.exchange.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * When a value that its source dates by a day, or by the first day of a month, could be known. The
 * one table of publication lags: rather too late than too early, so each rule holds in summer and
 * winter time and over a public holiday.
 */
public enum Publication {
  /** Coin Metrics computes a UTC day when it is over and publishes it in the course of the next. */
  ON_CHAIN {
    @Override
    LocalDateTime of(LocalDate day) {
      return day.plusDays(2).atStartOfDay();
    }
  },

  /** Indices close from 16:00 to 18:00 in New York, which is 23:00 UTC at the latest. */
  NEW_YORK_CLOSE {
    @Override
    LocalDateTime of(LocalDate day) {
      return day.plusDays(1).atStartOfDay();
    }
  },

  /**
   * The Federal Reserve's H.15 has the yields of a day on the next business day at 16:15 in New
   * York; one more is left for a holiday.
   */
  H15 {
    @Override
    LocalDateTime of(LocalDate day) {
      return evening(weekdayAfter(weekdayAfter(day)));
    }
  },

  /**
   * The Federal Reserve's H.10 has the days of a week on the Monday after at 16:15 in New York, or
   * on Tuesday if that is a holiday.
   */
  H10 {
    @Override
    LocalDateTime of(LocalDate day) {
      return evening(
          day.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
              .with(TemporalAdjusters.next(DayOfWeek.TUESDAY)));
    }
  },

  /**
   * The Federal Reserve's H.4.1 has Wednesday's level on Thursday at 16:30 in New York, or on
   * Friday if that is a holiday.
   */
  H41 {
    @Override
    LocalDateTime of(LocalDate day) {
      return evening(day.plusDays(2));
    }
  },

  /**
   * The EIA's spot prices come out on Wednesday, up to those of Monday, or on Thursday after a
   * holiday.
   */
  EIA_SPOT {
    @Override
    LocalDateTime of(LocalDate day) {
      return evening(
          day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY))
              .with(TemporalAdjusters.next(DayOfWeek.THURSDAY)));
    }
  },

  /** A month's mean of a daily series: on the first business days of the next one. */
  MONTHLY_MEAN {
    @Override
    LocalDateTime of(LocalDate month) {
      return month.plusMonths(1).withDayOfMonth(8).atStartOfDay();
    }
  },

  /** A month's mean of commodity prices: within the first half of the next one. */
  COMMODITY_MEAN {
    @Override
    LocalDateTime of(LocalDate month) {
      return month.plusMonths(1).withDayOfMonth(15).atStartOfDay();
    }
  },

  /**
   * A statistic of a month that comes out in the course of the next one: consumer prices about the
   * 13th, but on 30 October in the shutdown of 2013; the money stock on the fourth Tuesday.
   */
  MONTHLY_STATISTIC {
    @Override
    LocalDateTime of(LocalDate month) {
      return month.plusMonths(2).withDayOfMonth(1).atStartOfDay();
    }
  };

  /** The rule, UTC. */
  abstract LocalDateTime of(LocalDate dated);

  /** When the value of {@code dated} is known, µs since the epoch. */
  public long micros(LocalDate dated) {
    return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), of(dated));
  }

  private static LocalDateTime evening(LocalDate day) {
    return day.atTime(22, 0);
  }

  private static LocalDate weekdayAfter(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
      next = next.plusDays(1);
    }
    return next;
  }
}
