package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@link Instant#parse}, which decides what is a time. */
final class PlainIsoTest {

  @Test
  void anyTimeIsTheOneThatTheJdkReads() {
    Random random = new Random(41);
    for (int i = 0; i < 200_000; i++) {
      long nanos = random.nextBoolean() ? random.nextInt(1_000_000_000) : random.nextInt(1_000);
      Instant time =
          Instant.ofEpochSecond(
              Math.floorMod(random.nextLong(), 4_102_444_800L),
              random.nextInt(4) == 0 ? nanos * 1_000_000 % 1_000_000_000 : nanos);
      assertThat(PlainIso.micros(time.toString())).isEqualTo(micros(time));
    }
  }

  @Test
  void aTimeWithOneCharacterChangedIsReadAsTheJdkReadsItOrLeft() {
    Random random = new Random(43);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder("2033-12-29T23:59:58.120450Z");
      int at = random.nextInt(text.length());
      char other = "0123456789-:.TZtz+ ".charAt(random.nextInt(19));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, other);
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, other);
      }
      read += isAsTheJdkReadsIt(text.toString()) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2033-12-29T24:00:00Z",
        "2033-12-29T23:59:60Z",
        "2033-12-29T10:00:00.Z",
        "2033-12-29T10:00:00.1234567890Z",
        "2033-12-29T10:00:00+00:00",
        "2033-12-29T10:00Z",
        ""
      })
  void otherFormsAreLeftToTheJdk(String text) {
    assertThat(PlainIso.micros(text)).isEqualTo(PlainIso.OTHER);
  }

  private static boolean isAsTheJdkReadsIt(String text) {
    long micros;
    try {
      micros = PlainIso.micros(text);
    } catch (DateTimeException e) {
      assertThat(jdk(text)).as(text).isEqualTo(PlainIso.OTHER);
      return false;
    }
    if (micros == PlainIso.OTHER) {
      return false;
    }
    assertThat(micros).as(text).isEqualTo(jdk(text));
    return true;
  }

  private static long jdk(String text) {
    try {
      return micros(Instant.parse(text));
    } catch (DateTimeException e) {
      return PlainIso.OTHER;
    }
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
