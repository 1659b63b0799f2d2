package io.tidemark.exchange.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublicationTest {

  /** What really happened on some days, New York time, as the publishers' calendars have it. */
  @ParameterizedTest
  @CsvSource({
    "NEW_YORK_CLOSE, 2024-07-03, 2024-07-03T18:00",
    "NEW_YORK_CLOSE, 2024-12-31, 2024-12-31T18:00",
    // the yields of a Friday before Labor Day came out on Tuesday
    "H15, 2024-08-30, 2024-09-03T16:15",
    "H15, 2024-12-24, 2024-12-26T16:15",
    "H10, 2024-08-26, 2024-09-03T16:15",
    "H10, 2024-08-30, 2024-09-03T16:15",
    "H10, 2024-10-11, 2024-10-15T16:15",
    "H41, 2024-10-16, 2024-10-17T16:30",
    // Thanksgiving is a Thursday
    "H41, 2024-11-27, 2024-11-29T16:30",
    "EIA_SPOT, 2024-10-07, 2024-10-09T13:00",
    "EIA_SPOT, 2024-10-08, 2024-10-17T13:00",
    "MONTHLY_MEAN, 2024-12-01, 2025-01-02T16:15",
    "COMMODITY_MEAN, 2024-12-01, 2025-01-03T10:00",
    // consumer prices in the shutdown of 2013, and in a usual month
    "MONTHLY_STATISTIC, 2013-09-01, 2013-10-30T08:30",
    "MONTHLY_STATISTIC, 2015-01-01, 2015-02-26T08:30",
    "MONTHLY_STATISTIC, 2024-11-01, 2024-12-24T13:00",
  })
  void aValueIsNeverTakenToBeKnownBeforeItWasPublished(
      Publication rule, LocalDate dated, LocalDateTime inNewYork) {
    Instant really = ZonedDateTime.of(inNewYork, ZoneId.of("America/New_York")).toInstant();
    assertThat(at(rule.micros(dated))).isAfterOrEqualTo(really);
  }

  @ParameterizedTest
  @CsvSource({
    "ON_CHAIN, 2024-02-28, 2024-03-01T00:00:00Z",
    "NEW_YORK_CLOSE, 2024-02-28, 2024-02-29T00:00:00Z",
    "H15, 2024-02-28, 2024-03-01T22:00:00Z",
    "H15, 2024-03-01, 2024-03-05T22:00:00Z",
    "H10, 2024-02-26, 2024-03-05T22:00:00Z",
    "H10, 2024-03-01, 2024-03-05T22:00:00Z",
    "H41, 2024-02-28, 2024-03-01T22:00:00Z",
    "EIA_SPOT, 2024-02-26, 2024-02-29T22:00:00Z",
    "EIA_SPOT, 2024-02-27, 2024-03-07T22:00:00Z",
    "MONTHLY_MEAN, 2024-02-01, 2024-03-08T00:00:00Z",
    "COMMODITY_MEAN, 2024-02-01, 2024-03-15T00:00:00Z",
    "MONTHLY_STATISTIC, 2024-02-01, 2024-04-01T00:00:00Z",
    "MONTHLY_STATISTIC, 2023-12-01, 2024-02-01T00:00:00Z",
  })
  void theLagIsTheDeclaredOne(Publication rule, LocalDate dated, Instant known) {
    assertThat(at(rule.micros(dated))).isEqualTo(known);
  }

  @Test
  void whatIsNewerIsNeverKnownEarlier() {
    for (Publication rule : Publication.values()) {
      long before = Long.MIN_VALUE;
      for (LocalDate day = LocalDate.of(2019, 12, 1); day.getYear() < 2022; day = day.plusDays(1)) {
        assertThat(rule.micros(day)).as(rule + " of " + day).isGreaterThanOrEqualTo(before);
        before = rule.micros(day);
      }
    }
  }

  @Test
  void everyMetricStandsInTheDocumentation() throws Exception {
    String page =
        Files.readString(
            Path.of(System.getProperty("tidemark.root"), "docs", "reference/features.md"));
    for (MacroSeries series : MacroSeries.values()) {
      assertThat(page).contains("`" + series.metric() + "`").contains(series.stem());
    }
    for (OnChainMetric metric : OnChainMetric.values()) {
      assertThat(page).contains("`" + metric.metric("btc") + "`").contains(metric.plus());
    }
  }

  private static Instant at(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000);
  }
}
