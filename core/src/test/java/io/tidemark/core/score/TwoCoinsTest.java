package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two coins under one ticker, as LUNAUSDT in May 2022: the old one ends at 0.00005, nothing is
 * traded for 438 hours, then the new one begins at a price 20,000 times as high.
 */
class TwoCoinsTest {

  private static final long HOUR = 60 * RandomLog.MINUTE;
  private static final String LUNA = RandomLog.INSTRUMENT;
  private static final List<String> OF_TRADES =
      List.of("return(1)@20t", "mean(volume,2)@50v", "basis(mark_price,1000h)");

  private final Random random = new Random(7);
  private double price;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterTheHoleAllIsAsIfTheNewCoinWereTheFirst(boolean ticks) {
    List<String> names = new ArrayList<>(OF_TRADES);
    names.addAll(List.of("return(1)", "rsi(3)", "zscore(volume,4)@4h"));
    assertBeginsAnew(names, ticks);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void norDoesAModelSeeTheOldCoinThatLearnsFromNoBarOfTheSetsOwn(boolean ticks) {
    assertBeginsAnew(OF_TRADES, ticks);
  }

  private void assertBeginsAnew(List<String> names, boolean ticks) {
    List<LogEvent> old = new ArrayList<>();
    price = 0.00005;
    long end = trades(old, 1_000 * HOUR, 60);
    List<LogEvent> anew = new ArrayList<>();
    // where ticks have passed the time, the new coin's first bars were watched from their start
    long start = (end / (4 * HOUR) + 110) * 4 * HOUR + (ticks ? 0 : HOUR / 3);
    price = 1;
    // a fact that is no trade comes first: there is no price of the new coin yet
    anew.add(RandomLog.event(0, new Metric(LUNA, start - 9, start - 9, "mark_price", 1)));
    trades(anew, start, 60);
    List<Assessment> fresh = fold(names, anew);
    List<LogEvent> both = new ArrayList<>(old);
    for (long at = end + HOUR; ticks && at < start; at += HOUR / 2) {
      both.add(RandomLog.event(both.size(), new Tick(LUNA, at)));
    }
    int before = both.size();
    anew.forEach(event -> both.add(RandomLog.event(both.size(), event.fact())));
    List<Assessment> assessed = fold(names, both);
    List<Assessment> after = assessed.subList(assessed.size() - fresh.size(), assessed.size());
    assertThat(before).isGreaterThan(1_000);
    assertThat(fresh.stream().filter(Assessment::scored)).hasSizeGreaterThan(500);
    for (int i = 0; i < fresh.size(); i++) {
      Assessment one = after.get(i);
      Assessment alone = fresh.get(i);
      assertThat(one.clock()).isEqualTo(alone.clock());
      assertThat(one.scored()).as("event " + i).isEqualTo(alone.scored());
      assertThat(one.features()).as("event " + i).isEqualTo(alone.features());
      assertThat(one.market().value(MarketInput.ATR))
          .as("event " + i)
          .isEqualTo(Double.valueOf(alone.market().value(MarketInput.ATR)));
      assertThat(one.market().value(MarketInput.VOLATILITY))
          .as("event " + i)
          .isEqualTo(Double.valueOf(alone.market().value(MarketInput.VOLATILITY)));
      if (i > 0) {
        assertThat(one.market().price().value())
            .isEqualTo(Double.valueOf(alone.market().price().value()));
      }
    }
  }

  /** A trade about every two and a half minutes. */
  private long trades(List<LogEvent> log, long from, int hours) {
    long at = from;
    while (at < from + hours * HOUR) {
      price *= Math.exp(0.01 * random.nextGaussian());
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      Trade trade = new Trade(LUNA, at, at, "", price, 1 + random.nextInt(9), side);
      log.add(RandomLog.event(log.size(), trade));
      at += 1 + random.nextInt((int) (5 * RandomLog.MINUTE));
    }
    return at;
  }

  private static List<Assessment> fold(List<String> names, List<LogEvent> log) {
    FeatureScoring scoring =
        new FeatureScoring(new FeatureSet(names, HOUR), 1, Trigger.EVERY, i -> BarSource.TRADES, 3);
    return RandomLog.assessments(scoring, log);
  }
}
