package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.LogEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BarLogTest {

  private static final long MINUTE = 60_000_000L;

  @Test
  void afterTheWarmUpEachInstrumentHasTheSameNumberOfTradesInEveryMinute() {
    BarLog log = new BarLog(10, 3);
    Map<Long, Map<String, Integer>> bars = new TreeMap<>();
    for (long i = 0; i < BarLog.warmUp() + 3 * 10 * 20; i++) {
      LogEvent event = log.next();
      bars.computeIfAbsent(event.availableAt() / MINUTE, any -> new HashMap<>())
          .merge(event.instrument(), 1, Integer::sum);
    }
    assertThat(bars).hasSize(BarLog.WARM_UP_BARS + 20);
    int bar = 0;
    for (Map<String, Integer> trades : bars.values()) {
      int expected = bar++ < BarLog.WARM_UP_BARS ? BarLog.TRADES_OF_WARM_UP : 10;
      assertThat(trades).hasSize(3);
      assertThat(trades.values()).as("bar " + bar).containsOnly(expected);
    }
  }

  @Test
  void theSameSeedGivesTheSameTradesAndNoTimeRunsBack() {
    BarLog one = new BarLog(1_000, 3);
    BarLog two = new BarLog(1_000, 3);
    long before = 0;
    for (int i = 0; i < 5_000; i++) {
      LogEvent event = one.next();
      assertThat(event).isEqualTo(two.next());
      assertThat(event.availableAt()).isGreaterThanOrEqualTo(before);
      before = event.availableAt();
    }
  }
}
