package io.tidemark.client.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.flink.config.text.UnacceptableValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {

  private static final long HOUR = 3_600_000_000L;

  @Test
  void anInstantIsThatInstantWhateverIsNewest() {
    assertThat(Since.parse("2025-01-06T09:00:00.000001Z").from(7))
        .isEqualTo(1_736_154_000_000_001L);
  }

  @Test
  void aDurationCountsBackFromTheNewestRecord() {
    assertThat(Since.parse("2h").from(10 * HOUR)).isEqualTo(8 * HOUR);
    assertThat(Since.parse("90 min").from(10 * HOUR)).isEqualTo(8 * HOUR + HOUR / 2);
    assertThat(Since.parse("1d").from(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(Since.EVER.from(7)).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2",
        "-2h",
        "2h3",
        "2025-01-06",
        "2025-01-06T09:00:00",
        "9999999d"
      })
  void anythingElseIsRefusedInWords(String text) {
    assertThatThrownBy(() -> Since.parse(text))
        .isInstanceOf(UnacceptableValueException.class)
        .hasMessageContaining("an instant, such as 2026-03-01T12:00:00Z, or a duration between");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
  void anInstantBeyondMicrosecondsIsRefused(String text) {
    assertThatThrownBy(() -> Since.parse(text)).isInstanceOf(UnacceptableValueException.class);
  }
}
