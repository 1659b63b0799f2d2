package io.tidemark.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CandleTest {

  private static final long HOUR = 3_600_000_000L;

  @Test
  void aCandleThatDoesNotBeginWhereBarsBeginIsRefused() {
    assertThat(candle(HOUR / 2, HOUR))
        .isEqualTo(
            Parsed.rejected(
                RejectReason.INCONSISTENT,
                "start 1800000000 µs is no multiple of the length, 3600000000 µs"));
    assertThat(candle(-HOUR, HOUR)).isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void weeksBeginWhenTheVenueSays() {
    assertThat(candle(4 * 24 * HOUR, 7 * 24 * HOUR)).isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void aStartBeyondAllTimeDoesNotWrapRoundIntoThePast() {
    assertThat(candle(Long.MAX_VALUE - 1, HOUR))
        .isInstanceOfSatisfying(
            Parsed.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.OUT_OF_RANGE));
  }

  private static Parsed<Candle> candle(long start, long length) {
    return Candle.of("BTC-USDT@binance", start, length, 0, 1, 1, 1, 1, 1);
  }
}
