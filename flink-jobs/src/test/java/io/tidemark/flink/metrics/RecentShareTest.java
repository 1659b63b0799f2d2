package io.tidemark.flink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentShareTest {

  private final RecentShare share = new RecentShare();

  @Test
  void isNotKnownBeforeTheFirstEvent() {
    assertThat(share.share()).isNaN();
  }

  @Test
  void isThatOfAllWhileTheyAreFew() {
    add(3, true);
    add(1, false);
    assertThat(share.share()).isEqualTo(0.75);
  }

  @Test
  void forgetsWhatIsOlderThanTwoBlocks() {
    add(10 * RecentShare.BLOCK, true);
    assertThat(share.share()).isEqualTo(1);
    add(RecentShare.BLOCK, false);
    assertThat(share.share()).isEqualTo(0.5);
    add(1, false);
    assertThat(share.share()).isZero();
  }

  private void add(int events, boolean hit) {
    for (int i = 0; i < events; i++) {
      share.add(hit);
    }
  }
}
