package io.tidemark.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.Scenario;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RawMarketTest {

  private static final long MINUTE = 60_000_000;
  private static final long START = Scenario.demo().start();

  private final List<Fact> facts = RawMarket.facts(3, START, 120);

  @Test
  void everyInputTopicHasItsFacts() {
    Set<Topic> topics =
        facts.stream().map(fact -> Topic.carrying(fact.kind())).collect(Collectors.toSet());

    assertThat(topics).containsExactlyInAnyOrderElementsOf(Topic.of(Topic.Role.INPUT));
    assertThat(facts.stream().map(Fact::kind).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(EventKind.class));
  }

  @Test
  void noTwoFactsBecomeAvailableAtOnce() {
    List<Long> times = facts.stream().map(Fact::availableAt).toList();

    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(facts).allMatch(fact -> fact.availableAt() >= fact.eventTime());
  }

  @Test
  void aCandleSaysWhatTheTradesOfItsMinuteSay() {
    List<Candle> candles =
        facts.stream().filter(Candle.class::isInstance).map(Candle.class::cast).toList();
    Candle candle = candles.get(candles.size() / 2);
    double[] prices =
        facts.stream()
            .filter(Trade.class::isInstance)
            .map(Trade.class::cast)
            .filter(trade -> trade.instrument().equals(candle.instrument()))
            .filter(trade -> Math.floorDiv(trade.eventTime(), MINUTE) * MINUTE == candle.start())
            .mapToDouble(Trade::price)
            .toArray();

    assertThat(candle.open()).isEqualTo(prices[0]);
    assertThat(candle.close()).isEqualTo(prices[prices.length - 1]);
    assertThat(candle.high()).isEqualTo(Arrays.stream(prices).max().orElseThrow());
    assertThat(candle.low()).isEqualTo(Arrays.stream(prices).min().orElseThrow());
  }

  @Test
  void aSeedMakesOneMarket() {
    assertThat(RawMarket.facts(3, START, 20).toString())
        .isNotEqualTo(RawMarket.facts(4, START, 20).toString());
    assertThat(RawMarket.facts(3, START, 20).stream().map(Fact::availableAt).toList())
        .isEqualTo(RawMarket.facts(3, START, 20).stream().map(Fact::availableAt).toList());
  }
}
