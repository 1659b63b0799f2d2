package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpiryDateTest {

  @ParameterizedTest
  @CsvSource({"H25, 250328", "M24, 240628", "U21, 210924", "Z20, 201225", "F30, 300125"})
  void aMonthsFuturesExpireOnItsLastFriday(String code, String date) {
    assertThat(ExpiryDate.ofMonthCode(code)).isEqualTo(date);
  }

  @Test
  void everyMonthOfEveryYearHasAFriday() {
    for (int year = 0; year < 100; year++) {
      for (char month : "FGHJKMNQUVXZ".toCharArray()) {
        String date = ExpiryDate.ofMonthCode("%c%02d".formatted(month, year));
        assertThat(date).isNotNull();
        LocalDate day =
            LocalDate.of(
                2000 + Integer.parseInt(date.substring(0, 2)),
                Integer.parseInt(date.substring(2, 4)),
                Integer.parseInt(date.substring(4)));
        assertThat(day.getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(day.plusDays(7).getMonth()).isNotEqualTo(day.getMonth());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"28MAR25, 250328", "6JUN25, 250606", "29FEB24, 240229"})
  void aDayIsWrittenTheOtherWayRound(String day, String date) {
    assertThat(ExpiryDate.ofDay(day)).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({"31FEB25", "28MAERZ25", "28MAR2025", "MAR25"})
  void whatIsNoDayIsNone(String day) {
    assertThat(ExpiryDate.ofDay(day)).isNull();
    assertThat(ExpiryDate.ofMonthCode(day)).isNull();
  }

  @Test
  void aTimeIsADayInUtc() {
    assertThat(ExpiryDate.ofMicros(1_743_148_800_000_000L)).isEqualTo("250328");
  }
}
