package io.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MarketSimulationTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long MINUTE = 60_000_000L;
  private static final Scenario DEMO = Scenario.demo();
  private static final String BTC = "BTC-USDT@sim";
  private static final String ETH = "ETH-USDT@sim";
  private static final String SOL = "SOL-USDT-PERP@sim";

  @Test
  void theSameSeedGivesTheSameRecords() {
    assertThat(fingerprint(7)).isEqualTo(fingerprint(7));
  }

  @Test
  void anotherSeedGivesOtherRecords() {
    assertThat(fingerprint(7)).isNotEqualTo(fingerprint(8));
  }

  @Test
  void arrivalsNeverGoBack() {
    long last = Long.MIN_VALUE;
    for (MarketSimulation market = new MarketSimulation(DEMO, 1); market.hasNext(); ) {
      long at = market.next().at();
      assertThat(at).isGreaterThanOrEqualTo(last);
      last = at;
    }
    assertThat(last).isGreaterThanOrEqualTo(DEMO.end());
  }

  @Test
  void goodFactsAreValidAndPoisonIsRefusedForTheReasonItSays() {
    EnumSet<RejectReason> seen = EnumSet.noneOf(RejectReason.class);
    int poisons = 0;
    for (MarketSimulation market = new MarketSimulation(DEMO, 1); market.hasNext(); ) {
      SimItem item = market.next();
      if (item instanceof SimItem.Good good) {
        assertThat(validated(good.fact())).isInstanceOf(Parsed.Valid.class);
      } else if (item instanceof SimItem.Poison poison) {
        poisons++;
        seen.add(poison.expected());
        assertRefused(poison);
      }
    }
    assertThat(poisons).isEqualTo(60);
    // repetitions and gaps are found by those who read recordings
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(RejectReason.DUPLICATE, RejectReason.OUT_OF_SEQUENCE)));
  }

  private static void assertRefused(SimItem.Poison poison) {
    if (poison instanceof SimItem.BadFact bad) {
      if (bad.expected() == RejectReason.IN_FUTURE) {
        assertThat(bad.fact().availableAt()).isGreaterThan(bad.at() + MINUTE);
      } else if (validated(bad.fact()) instanceof Parsed.Rejected<?> rejected) {
        assertThat(rejected.reason()).isEqualTo(bad.expected());
      } else {
        // Well-formed, but nobody configured it.
        assertThat(bad.fact().instrument()).isEqualTo("DOGE-USDT@sim");
      }
    }
  }

  @Test
  void everyStreamComesAboutAsOftenAsItShould() {
    Map<EventKind, Integer> counts = new EnumMap<>(EventKind.class);
    for (Fact fact : facts(DEMO, 1)) {
      counts.merge(fact.kind(), 1, Integer::sum);
    }
    assertThat(counts.get(EventKind.TRADE)).isBetween(48_000, 58_000);
    assertThat(counts.get(EventKind.BOOK)).isBetween(16_000, 18_500);
    assertThat(counts.get(EventKind.FUNDING)).isEqualTo(24);
    assertThat(counts.get(EventKind.SENTIMENT)).isBetween(1_100, 1_500);
    assertThat(counts.get(EventKind.METRIC)).isEqualTo(1);
    assertThat(counts.get(EventKind.TICK)).isEqualTo(8_641);
  }

  @Test
  void severalTradesShareAMillisecond() {
    long shared = 0;
    long last = -1;
    List<Trade> trades = trades(facts(DEMO, 1), BTC);
    for (Trade trade : trades) {
      shared += trade.eventTime() == last ? 1 : 0;
      last = trade.eventTime();
    }
    assertThat((double) shared / trades.size()).isBetween(0.15, 0.35);
  }

  @Test
  void arrivalIsUpToThreeHundredMillisecondsLateAndKeepsTheOrderOfItsStream() {
    long last = 0;
    for (Trade trade : trades(facts(DEMO, 3), ETH)) {
      assertThat(trade.availableAt() - trade.eventTime()).isBetween(0L, 300_000L);
      assertThat(trade.eventTime()).isGreaterThanOrEqualTo(last);
      last = trade.eventTime();
    }
  }

  @Test
  void aSilentFeedSaysNothingAndTheOthersGoOn() {
    long from = DEMO.start() + 11 * HOUR;
    long to = from + 25 * MINUTE;
    int others = 0;
    for (Fact fact : facts(DEMO, 1)) {
      if ((fact instanceof Trade || fact instanceof Book)
          && fact.eventTime() >= from
          && fact.eventTime() < to) {
        assertThat(fact.instrument()).isNotEqualTo(ETH);
        others++;
      }
    }
    assertThat(others).isGreaterThan(600);
  }

  @Test
  void theFlashCrashFallsTwelvePercentInFourMinutesAndRecoversInTwenty() {
    double[] close = closes(trades(facts(DEMO, 1), BTC));
    int crash = 13 * 60;
    double depth = close[crash + 3] / close[crash - 1] - 1;
    double after = close[crash + 24] / close[crash - 1] - 1;
    assertThat(depth).isCloseTo(-0.12, within(0.02));
    assertThat(after).isCloseTo(0, within(0.02));
  }

  @Test
  void theRegimeIsAboutThreeTimesAsVolatileWithTwiceTheSizesAndSourSentiment() {
    for (String instrument : List.of(BTC, SOL)) {
      List<Fact> facts = facts(DEMO, 1);
      List<Trade> trades = trades(facts, instrument);
      double[] close = closes(trades);
      double calm = deviation(close, 60, 8 * 60);
      double regime = deviation(close, 15 * 60, 19 * 60);
      assertThat(regime / calm).isBetween(2.2, 4.5);
      assertThat(meanSize(trades, 15, 19) / meanSize(trades, 0, 8)).isBetween(1.6, 2.4);
      assertThat(meanSentiment(facts, instrument, 15, 19))
          .isLessThan(meanSentiment(facts, instrument, 0, 8) - 0.2);
    }
  }

  @Test
  void etherKnowsNothingOfTheRegimeAndTheCalmComesBack() {
    double[] ether = closes(trades(facts(DEMO, 1), ETH));
    assertThat(deviation(ether, 15 * 60, 19 * 60) / deviation(ether, 60, 8 * 60))
        .isBetween(0.7, 1.4);
    double[] bitcoin = closes(trades(facts(DEMO, 1), BTC));
    assertThat(deviation(bitcoin, 19 * 60, 24 * 60) / deviation(bitcoin, 60, 8 * 60))
        .isBetween(0.7, 1.4);
  }

  @Test
  void theTrendGoesUp() {
    double sum = 0;
    for (int seed = 1; seed <= 4; seed++) {
      double[] close = closes(trades(facts(DEMO, seed), ETH));
      sum += StrictMath.log(close[11 * 60 - 1] / close[8 * 60]);
    }
    assertThat(sum / 4).isBetween(0.02, 0.06);
  }

  @Test
  void trainingDaysAreMildAndHaveNoPoison() {
    Scenario training = Scenario.training(5, 2);
    assertThat(training.end()).isLessThan(DEMO.start());
    assertThat(training.phases())
        .extracting(Phase::kind)
        .containsOnly(PhaseKind.CALM, PhaseKind.TREND, PhaseKind.VOLATILE);
    for (MarketSimulation market = new MarketSimulation(training, 5); market.hasNext(); ) {
      assertThat(market.next()).isInstanceOf(SimItem.Good.class);
    }
  }

  /** A line through two things that anybody can see must be right modestly, not marvellously. */
  @Test
  void aLinearModelIsRightALittleMoreOftenThanNot() {
    Scenario learning = Scenario.training(21, 6);
    Scenario judging = Scenario.training(22, 6);
    double[] line = LinearSkill.fit(samples(learning, 21));
    double accuracy = LinearSkill.accuracy(line, samples(judging, 22));
    assertThat(accuracy).isBetween(0.54, 0.63);
  }

  private static List<LinearSkill.Sample> samples(Scenario scenario, long seed) {
    List<LinearSkill.Sample> all = new ArrayList<>();
    for (String instrument : List.of(BTC, ETH, SOL)) {
      all.addAll(LinearSkill.samples(scenario, seed, instrument));
    }
    return all;
  }

  private static int fingerprint(long seed) {
    int hash = 0;
    for (MarketSimulation market = new MarketSimulation(DEMO, seed); market.hasNext(); ) {
      SimItem item = market.next();
      hash = 31 * hash + Long.hashCode(item.at());
      if (item instanceof SimItem.Good good) {
        hash = 31 * hash + contents(good.fact());
      } else if (item instanceof SimItem.BadBytes bad) {
        hash = 31 * hash + Arrays.hashCode(bad.bytes());
      }
    }
    return hash;
  }

  private static int contents(Fact fact) {
    return fact instanceof Book book
        ? Arrays.hashCode(book.bidPrices()) + 31 * Arrays.hashCode(book.askSizes())
        : fact.toString().hashCode();
  }

  private static Parsed<? extends Fact> validated(Fact fact) {
    long at = fact.availableAt();
    if (fact instanceof Trade t) {
      return Trade.of(
          t.instrument(), t.eventTime(), at, t.tradeId(), t.price(), t.quantity(), t.takerSide());
    } else if (fact instanceof Book b) {
      return Book.of(
          b.instrument(),
          b.eventTime(),
          at,
          b.bidPrices(),
          b.bidSizes(),
          b.askPrices(),
          b.askSizes());
    } else if (fact instanceof Funding f) {
      return Funding.of(f.instrument(), f.eventTime(), at, f.rate());
    } else if (fact instanceof Sentiment s) {
      return Sentiment.of(s.instrument(), s.eventTime(), at, s.source(), s.score(), s.weight());
    } else if (fact instanceof Metric m) {
      return Metric.of(m.instrument(), m.eventTime(), at, m.name(), m.value());
    }
    return Tick.of(fact.instrument(), fact.eventTime());
  }

  static List<Fact> facts(Scenario scenario, long seed) {
    List<Fact> facts = new ArrayList<>();
    for (MarketSimulation market = new MarketSimulation(scenario, seed); market.hasNext(); ) {
      if (market.next() instanceof SimItem.Good good) {
        facts.add(good.fact());
      }
    }
    return facts;
  }

  private static List<Trade> trades(List<Fact> facts, String instrument) {
    return facts.stream()
        .filter(fact -> fact.instrument().equals(instrument))
        .filter(Trade.class::isInstance)
        .map(Trade.class::cast)
        .toList();
  }

  /** The last price of each minute since the demo's start. */
  private static double[] closes(List<Trade> trades) {
    double[] close = new double[24 * 60];
    Arrays.fill(close, Double.NaN);
    for (Trade trade : trades) {
      close[(int) ((trade.eventTime() - DEMO.start()) / MINUTE)] = trade.price();
    }
    for (int i = 1; i < close.length; i++) {
      close[i] = Double.isNaN(close[i]) ? close[i - 1] : close[i];
    }
    return close;
  }

  private static double deviation(double[] close, int from, int to) {
    double squares = 0;
    for (int i = from + 1; i < to; i++) {
      double r = Math.log(close[i] / close[i - 1]);
      squares += r * r;
    }
    return Math.sqrt(squares / (to - from - 1));
  }

  private static boolean between(Fact fact, int fromHour, int toHour) {
    return fact.eventTime() >= DEMO.start() + fromHour * HOUR
        && fact.eventTime() < DEMO.start() + toHour * HOUR;
  }

  private static double meanSize(List<Trade> trades, int fromHour, int toHour) {
    return trades.stream()
        .filter(trade -> between(trade, fromHour, toHour))
        .mapToDouble(Trade::quantity)
        .average()
        .orElseThrow();
  }

  private static double meanSentiment(
      List<Fact> facts, String instrument, int fromHour, int toHour) {
    return facts.stream()
        .filter(fact -> fact.instrument().equals(instrument))
        .filter(Sentiment.class::isInstance)
        .filter(fact -> between(fact, fromHour, toHour))
        .mapToDouble(fact -> ((Sentiment) fact).score())
        .average()
        .orElseThrow();
  }
}
