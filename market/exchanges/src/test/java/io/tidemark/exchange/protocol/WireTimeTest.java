package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.exchange.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireTimeTest {

  private static final long MICROS = 1_600_000_000_123_456L;

  @Test
  void everyUnitIsReadAsMicroseconds() throws BadMessageException {
    assertThat(WireTime.ofMicros(Recording.tree("{\"t\":\"1600000000123456\"}"), "t"))
        .isEqualTo(MICROS);
    assertThat(WireTime.ofMillis(Recording.tree("{\"t\":1600000000123}"), "t"))
        .isEqualTo(MICROS - 456);
    assertThat(WireTime.ofMillis(Recording.tree("[0,1600000000123]"), 1)).isEqualTo(MICROS - 456);
    assertThat(WireTime.ofSeconds("1600000000.1234569")).isEqualTo(MICROS);
    assertThat(WireTime.ofSeconds("1600000000")).isEqualTo(1_600_000_000_000_000L);
    assertThat(WireTime.ofIso(Recording.tree("{\"t\":\"2020-09-13T12:26:40.123456Z\"}"), "t"))
        .isEqualTo(MICROS);
  }

  @Test
  void numbersMayHaveAFractionOrBeNanoseconds() throws BadMessageException {
    assertThat(WireTime.ofSeconds(Recording.tree("{\"t\":1600000000.123456}"), "t"))
        .isEqualTo(MICROS);
    assertThat(WireTime.ofSeconds(Recording.tree("{\"t\":\"1600000000\"}"), "t"))
        .isEqualTo(1_600_000_000_000_000L);
    assertThat(WireTime.ofDecimalMillis(Recording.tree("{\"t\":\"1600000000123.456\"}"), "t"))
        .isEqualTo(MICROS);
    assertThat(WireTime.ofNanos(Recording.tree("{\"t\":1600000000123456789}"), "t"))
        .isEqualTo(MICROS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1", "1e400", "-1e400", "1600000000123456789"})
  void whatIsNoTimeAsANumberIsSaid(String number) {
    assertThatThrownBy(() -> WireTime.ofSeconds(Recording.tree("{\"t\":" + number + "}"), "t"))
        .isInstanceOf(BadMessageException.class);
    assertThatThrownBy(
            () -> WireTime.ofDecimalMillis(Recording.tree("{\"t\":" + number + "}"), "t"))
        .isInstanceOf(BadMessageException.class);
  }

  @Test
  void millisecondsAndMicrosecondsAreToldApart() throws BadMessageException {
    assertThat(WireTime.ofMillisOrMicros(Recording.tree("{\"t\":1600000000123}"), "t"))
        .isEqualTo(MICROS - 456);
    assertThat(WireTime.ofMillisOrMicros(Recording.tree("{\"t\":1600000000123456}"), "t"))
        .isEqualTo(MICROS);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {Long.MIN_VALUE, -1, 0, 946_684_799_999L, 4_102_444_800_000L, Long.MAX_VALUE})
  void whatIsNotBetween2000And2100IsNoTime(long millis) {
    assertThatThrownBy(() -> WireTime.ofMillis(Recording.tree("[" + millis + "]"), 0))
        .isInstanceOf(BadMessageException.class)
        .hasMessage("element 0 is " + millis + ", no time between 2000 and 2100 in ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.5e9", "-1", "9999999999", "12345678901", "946684799.9"})
  void whatIsNoTimeInSecondsIsSaid(String text) {
    assertThatThrownBy(() -> WireTime.ofSeconds(text)).isInstanceOf(BadMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "1999-12-31T23:59:59Z", "+1000000000-12-31T23:59:59.999999999Z"})
  void whatIsNoTimeInTextIsSaid(String text) {
    assertThatThrownBy(() -> WireTime.ofIso(Recording.tree("{\"t\":\"" + text + "\"}"), "t"))
        .isInstanceOf(BadMessageException.class)
        .hasMessageContaining("t is '" + text + "', no time");
  }
}
