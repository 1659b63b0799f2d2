package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VenueClockTest {

  private final VenueClock clock = new VenueClock();

  @Test
  void theFastestMessageSaysHowFarTheLocalClockIsAhead() {
    assertThat(clock.ahead()).isZero();
    clock.heard(100, 700);
    clock.heard(200, 500);
    clock.heard(300, 900);
    assertThat(clock.ahead()).isEqualTo(300);
    clock.forget();
    assertThat(clock.ahead()).isZero();
  }

  @Test
  void aClockThatIsBehindIsNotAhead() {
    clock.heard(900, 300);
    assertThat(clock.ahead()).isZero();
  }

  @Test
  void whatHasTheTimeOfItsReceiptSaysNothing() {
    clock.heard(100, 700);
    clock.heard(800, 800);
    assertThat(clock.ahead()).isEqualTo(600);
  }

  @Test
  void anOldValueIsNoClockThatIsHoursAhead() {
    clock.heard(0, 3_600_000_000L);
    assertThat(clock.ahead()).isEqualTo(VenueClock.MOST);
  }
}
