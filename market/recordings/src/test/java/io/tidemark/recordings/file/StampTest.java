package io.tidemark.recordings.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StampTest {

  @ParameterizedTest
  @CsvSource({
    "1717243506, 2024-06-01T12:05:06Z",
    "1717243506.25, 2024-06-01T12:05:06.25Z",
    "1717243506250, 2024-06-01T12:05:06.25Z",
    "1717243506250.5, 2024-06-01T12:05:06.2505Z",
    "1717243506250014, 2024-06-01T12:05:06.250014Z",
    "1717243506250014789, 2024-06-01T12:05:06.250014Z",
    "2024-06-01, 2024-06-01T00:00:00Z",
    "2024/06/01 12:05:06, 2024-06-01T12:05:06Z",
    "2024-06-01 12:05, 2024-06-01T12:05:00Z",
    "2024-06-01T12:05:06Z, 2024-06-01T12:05:06Z",
    "2024-06-01T12:05:06.000000000Z, 2024-06-01T12:05:06Z",
    "2024-06-01 12:05:06.250014+00:00, 2024-06-01T12:05:06.250014Z",
    "2024-06-01 14:05:06+0200, 2024-06-01T12:05:06Z",
    "2024-06-01 07:05:06-05, 2024-06-01T12:05:06Z",
    "2024-06-01 12:05:06 UTC, 2024-06-01T12:05:06Z",
    "2024-06-01 03-PM, 2024-06-01T15:00:00Z",
  })
  void aTimeIsReadWhateverItsUnitOrForm(String text, String time) {
    assertThat(Stamp.micros(text))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "171724350",
        "99999999999",
        "-1717243506",
        "1717243506x",
        "01.06.2024",
        "06/01/2024",
        "2024-13-01",
        "2024-06-01 25:00:00",
        "1999-12-31",
        "9999999999999999999",
        "2024-06-01 12:05:06 CET"
      })
  void whatIsNoTimeOfThisCenturyOrMayBeAnotherIsNone(String text) {
    assertThat(Stamp.micros(text)).isEqualTo(Stamp.NONE);
  }

  @Test
  void aDateWithoutAZoneIsKnownAsSuch() {
    assertThat(Stamp.hasNoZone("2024-06-01 12:05:06")).isTrue();
    assertThat(Stamp.hasNoZone("2024-06-01T12:05:06Z")).isFalse();
    assertThat(Stamp.hasNoZone("2024-06-01 12:05:06+02:00")).isFalse();
    assertThat(Stamp.hasNoZone("2024-06-01")).isFalse();
    assertThat(Stamp.hasNoZone("1717243506250")).isFalse();
  }
}
