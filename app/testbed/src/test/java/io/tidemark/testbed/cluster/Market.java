package io.tidemark.testbed.cluster;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Six instruments from a seed; each trades every five minutes. */
final class Market {

  static final List<String> INSTRUMENTS =
      List.of(
          "ADA-USDT@test",
          "BTC-USDT@test",
          "DOT-USDT@test",
          "ETH-USDT@test",
          "LTC-USDT@test",
          "SOL-USDT@test");

  private static final long SECOND = 1_000_000;

  /** 2026-01-01T00:00:00Z, µs since the epoch. */
  private static final long START = 1_767_225_600L * SECOND;

  private static final int ROUNDS_AN_HOUR = 12;

  private Market() {}

  /** All facts of so many hours, in the order in which they could be known. */
  static List<Fact> facts(long seed, int hours) {
    Random random = new Random(seed);
    double[] prices = new double[INSTRUMENTS.size()];
    Arrays.fill(prices, 100);
    List<Fact> facts = new ArrayList<>();
    for (int round = 0; round < hours * ROUNDS_AN_HOUR; round++) {
      long time = START + 300L * round * SECOND;
      for (int i = 0; i < prices.length; i++) {
        prices[i] *= Math.exp(random.nextGaussian() * 0.002);
        long at = time + (1 + i) * SECOND;
        String id = round + "-" + i;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        facts.add(
            new Trade(INSTRUMENTS.get(i), at, at, id, prices[i], 1 + random.nextDouble(), side));
      }
    }
    return facts;
  }

  /** What the sequence job makes of them; each of its topics has one partition. */
  static List<LogEvent> log(List<Fact> facts) {
    List<LogEvent> log = new ArrayList<>();
    for (Fact fact : facts) {
      Origin origin = new Origin(Topic.TRADES.topicName(), 0, log.size());
      log.add(new LogEvent(fact.instrument(), fact.availableAt(), origin, -1, 0, fact));
    }
    return log;
  }

  /** Where an instrument's events come from, without ids: each once, in the order of appearance. */
  static Map<String, List<Origin>> origins(List<LogEvent> log) {
    Map<String, Set<Origin>> origins = new TreeMap<>();
    for (LogEvent event : log) {
      origins
          .computeIfAbsent(event.instrument(), any -> new LinkedHashSet<>())
          .add(
              new Origin(
                  event.origin().topic(), event.origin().partition(), event.origin().offset()));
    }
    // Lists, because two sets are equal whatever their order.
    Map<String, List<Origin>> lists = new TreeMap<>();
    origins.forEach((instrument, distinct) -> lists.put(instrument, List.copyOf(distinct)));
    return lists;
  }
}
