package io.tidemark.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class KnownNamesTest {

  private final AtomicInteger read = new AtomicInteger();
  private final KnownNames<Integer> names =
      new KnownNames<>(
          name -> {
            read.incrementAndGet();
            return name.length();
          });

  @Test
  void aNameIsReadOnce() {
    assertThat(names.of("BTC-USDT")).isEqualTo(8);
    assertThat(names.of("BTC-USDT")).isEqualTo(8);
    assertThat(names.of("ETH")).isEqualTo(3);
    assertThat(read).hasValue(2);
  }

  @Test
  void namesBeyondTheMostAreReadEachTime() {
    for (int i = 0; i < VenueSymbols.MOST; i++) {
      names.of("N" + i);
    }
    assertThat(names.of("ONE-MORE")).isEqualTo(8);
    assertThat(names.of("ONE-MORE")).isEqualTo(8);
    assertThat(read).hasValue(VenueSymbols.MOST + 2);
  }
}
