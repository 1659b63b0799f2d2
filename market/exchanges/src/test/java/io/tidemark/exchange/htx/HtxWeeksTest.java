package io.tidemark.exchange.htx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contracts end on Fridays at 08:00 UTC. */
final class HtxWeeksTest {

  @ParameterizedTest
  @CsvSource({
    "2024-05-14T12:00:00Z, 240517, 240524, 240628, 240927",
    "2024-05-17T07:59:59Z, 240517, 240524, 240628, 240927",
    "2024-05-17T08:00:00Z, 240524, 240531, 240628, 240927",
    "2024-06-14T07:59:59Z, 240614, 240621, 240628, 240927",
    "2024-06-14T08:00:00Z, 240621, 240628, 240927, 241227",
    "2024-12-29T00:00:00Z, 250103, 250110, 250328, 250627"
  })
  void aTermMeansAnotherContractEachWeek(
      String time, String week, String next, String quarter, String nextQuarter) {
    long micros = Instant.parse(time).getEpochSecond() * 1_000_000;
    assertThat(HtxWeeks.expiry("CW", micros)).isEqualTo(week);
    assertThat(HtxWeeks.expiry("NW", micros)).isEqualTo(next);
    assertThat(HtxWeeks.expiry("CQ", micros)).isEqualTo(quarter);
    assertThat(HtxWeeks.expiry("NQ", micros)).isEqualTo(nextQuarter);
  }
}
