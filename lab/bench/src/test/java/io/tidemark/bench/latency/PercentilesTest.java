package io.tidemark.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PercentilesTest {

  @Test
  void eachIsADurationThatWasMeasured() {
    LongSeries micros = new LongSeries();
    for (long i = 10_000; i >= 1; i--) {
      micros.add(i * 1_000);
    }
    assertThat(Percentiles.of(micros))
        .isEqualTo(new Percentiles(10_000, 5_000, 9_900, 9_990, 10_000));
  }

  @Test
  void ofOneItIsThatOneAndOfNoneThereAreNone() {
    LongSeries micros = new LongSeries();
    assertThat(Percentiles.of(micros)).isNull();
    micros.add(2_500);
    assertThat(Percentiles.of(micros)).isEqualTo(new Percentiles(1, 2.5, 2.5, 2.5, 2.5));
  }
}
