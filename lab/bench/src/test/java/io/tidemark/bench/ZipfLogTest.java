package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ZipfLogTest {

  @Test
  void theKthInstrumentHasTheKthPartOfTheFirstOnesTrades() {
    ZipfLog log = new ZipfLog(1_000, 3);
    Map<String, Integer> trades = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      trades.merge(log.next().instrument(), 1, Integer::sum);
    }
    double first = trades.getOrDefault("BTC-K00000@sim", 0);
    double harmonic = 7.4855; // of 1,000
    assertThat(first / 200_000).isCloseTo(1 / harmonic, within(0.003));
    assertThat(trades.getOrDefault("BTC-K00009@sim", 0) / first).isCloseTo(0.1, within(0.01));
    assertThat(trades.keySet()).hasSizeGreaterThan(990).allMatch(Instruments::isWellFormed);
  }

  @Test
  void theSameSeedGivesTheSameTradesInTheOrderOfTime() {
    ZipfLog one = new ZipfLog(10, 3);
    ZipfLog two = new ZipfLog(10, 3);
    long before = 0;
    for (int i = 0; i < 1_000; i++) {
      LogEvent event = one.next();
      assertThat(event).isEqualTo(two.next());
      assertThat(event.availableAt()).isGreaterThan(before);
      before = event.availableAt();
    }
  }
}
