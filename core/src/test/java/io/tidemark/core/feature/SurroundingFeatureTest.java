package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Funding, sentiment and the clock, restated over all facts so far. */
class SurroundingFeatureTest {

  private static final long MINUTE = 60_000_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long START = 19_000 * 24 * HOUR;

  private final Random random = new Random(41);

  @Test
  void fundingIsTakenInTheOrderOfItsSettlements() {
    FeatureSet set = SampleMarket.set("funding_mean(3)", "funding_zscore(4)", "funding_age");
    double[] state = new double[set.cells()];
    assertThat(SampleMarket.values(set, state, START)).containsOnly(Double.NaN);
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long settled = START + i * 8L * HOUR;
      double rate = 1e-4 * random.nextGaussian();
      funding(set, state, settled, settled + MINUTE, 0.5);
      funding(set, state, settled, settled + 2 * MINUTE, rate);
      funding(set, state, settled - 8 * HOUR, settled + 3 * MINUTE, -0.5);
      rates.add(rate);
      double mean = i < 2 ? Double.NaN : mean(rates.subList(i - 2, i + 1));
      assertThat(SampleMarket.values(set, state, settled + 2 * HOUR))
          .containsExactly(new double[] {mean, zScore(rates, 4), 2}, within(1e-9));
    }
  }

  @Test
  void theIntervalOfSettlementsIsLearntFromThemHoweverItChanges() {
    FeatureSet set =
        SampleMarket.set("funding_interval", "minutes_to_settlement", "funding_annualised");
    double[] state = new double[set.cells()];
    long due = START;
    int[] intervals = {8, 8, 8, 4, 4, 4, 1, 1, 1, 8};
    funding(set, state, due + 3_000, due + 9_000, 1e-4);
    assertThat(SampleMarket.values(set, state, due + HOUR)).containsOnly(Double.NaN);
    for (int hours : intervals) {
      due += hours * HOUR;
      long late = random.nextInt(40) * 1_000L;
      double rate = 1e-4 * random.nextGaussian();
      funding(set, state, due + late, due + late + 5_000, rate);
      double[] halfAnHourOn = {hours, 60 * hours - 30, rate * 8_760 / hours};
      assertThat(SampleMarket.values(set, state, due + HOUR / 2))
          .containsExactly(halfAnHourOn, within(1e-9));
      // what comes again, some milliseconds apart, is the same settlement, corrected
      funding(set, state, due + 17_000, due + HOUR / 2, 2 * rate);
      halfAnHourOn[2] *= 2;
      assertThat(SampleMarket.values(set, state, due + HOUR / 2))
          .containsExactly(halfAnHourOn, within(1e-9));
    }
    assertThat(SampleMarket.values(set, state, due + 9 * HOUR)[1]).as("due for an hour").isZero();
  }

  @Test
  void fundingThatNeverChangesHasAZscoreOfZero() {
    FeatureSet set = SampleMarket.set("funding_zscore(3)");
    double[] state = new double[set.cells()];
    for (int i = 0; i < 10; i++) {
      funding(set, state, START + i * HOUR, START + i * HOUR, 1e-4);
    }
    assertThat(SampleMarket.values(set, state, START + 10 * HOUR)).containsExactly(0);
  }

  @Test
  void sentimentRateChangeAndAccelerationEqualTheirFormulasOverAllScores() {
    FeatureSet set =
        SampleMarket.set(
            "sentiment_rate(90m)", "sentiment_change(6)", "sentiment_acceleration(90m)");
    double[] state = new double[set.cells()];
    assertThat(SampleMarket.values(set, state, START)).containsOnly(Double.NaN);
    List<Sentiment> scores = new ArrayList<>();
    long clock = START;
    for (int i = 0; i < 300; i++) {
      clock += (long) (random.nextDouble() * 4 * HOUR);
      Sentiment score =
          new Sentiment(
              "*",
              clock - random.nextInt(1_000_000),
              clock,
              "x",
              2 * random.nextDouble() - 1,
              0.5 + random.nextDouble());
      scores.add(score);
      set.observe(state, score, clock);
      clock += 5 * MINUTE;
      assertThat(SampleMarket.values(set, state, clock))
          .containsExactly(
              new double[] {
                rate(scores, clock, 1.5),
                at(scores, clock, 6) - at(scores, clock, 24),
                rate(scores, clock, 1.5) - rate(scores, clock, 6)
              },
              within(1e-9));
    }
  }

  @Test
  void aSteadyStreamOfScoresShowsItsOwnRate() {
    FeatureSet set = SampleMarket.set("sentiment_rate(1h)");
    double[] state = new double[set.cells()];
    for (int i = 0; i < 2_000; i++) {
      long time = START + i * 10L * MINUTE;
      set.observe(state, new Sentiment("*", time, time, "x", 0, 1), time);
    }
    double average = 0;
    for (int i = 0; i < 10; i++) {
      average +=
          SampleMarket.values(set, state, START + 19_990 * MINUTE + i * MINUTE + MINUTE / 2)[0]
              / 10;
    }
    assertThat(average).isCloseTo(6, within(0.05));
  }

  @Test
  void theClockIsReadInUtcAndTheWeekBeginsOnMonday() {
    FeatureSet set =
        SampleMarket.set(
            "hour_sin", "hour_cos", "weekday_sin", "weekday_cos", "minutes_to_funding");
    assertThat(set.names()).contains("minutes_to_funding(8h)");
    for (int i = 0; i < 500; i++) {
      long clock = START + (long) (random.nextDouble() * 400 * 24 * HOUR);
      ZonedDateTime time = Instant.EPOCH.plus(clock, ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
      double day = time.toLocalTime().toNanoOfDay() / 86_400e9;
      double week = (time.getDayOfWeek().getValue() - 1 + day) / 7;
      assertThat(SampleMarket.values(set, new double[0], clock))
          .containsExactly(
              new double[] {
                Math.sin(2 * Math.PI * day),
                Math.cos(2 * Math.PI * day),
                Math.sin(2 * Math.PI * week),
                Math.cos(2 * Math.PI * week),
                480 - day * 1440 % 480
              },
              within(1e-9));
    }
  }

  @Test
  void atASettlementTheNextOneIsAWholeIntervalAway() {
    FeatureSet set = SampleMarket.set("minutes_to_funding(1h)", "minutes_to_funding");
    assertThat(SampleMarket.values(set, new double[0], START)).containsExactly(60, 480);
    assertThat(SampleMarket.values(set, new double[0], START - MINUTE)).containsExactly(1, 1);
  }

  @Test
  void anIntervalThatDoesNotDivideTheDayIsRefused() {
    assertThatThrownBy(() -> FeatureCatalog.feature("minutes_to_funding(7h)", HOUR))
        .hasMessageContaining("interval is 7h, it must divide the day");
  }

  private static void funding(
      FeatureSet set, double[] state, long settled, long availableAt, double rate) {
    set.observe(
        state, new Funding("BTC-USDT-PERP@binance", settled, availableAt, rate), availableAt);
  }

  private static double rate(List<Sentiment> scores, long clock, double halfLife) {
    double sum = 0;
    for (Sentiment score : scores) {
      sum += Math.pow(0.5, (clock - score.availableAt()) / (double) HOUR / halfLife);
    }
    return sum * Math.log(2) / halfLife;
  }

  private static double at(List<Sentiment> scores, long clock, double halfLife) {
    double sum = 0;
    double weights = 1;
    for (Sentiment score : scores) {
      double weight =
          score.weight() * Math.pow(0.5, (clock - score.availableAt()) / (double) HOUR / halfLife);
      sum += weight * score.score();
      weights += weight;
    }
    return sum / weights;
  }

  private static double zScore(List<Double> rates, int n) {
    int last = rates.size() - 1;
    if (last < n) {
      return Double.NaN;
    }
    List<Double> before = rates.subList(last - n, last);
    double mean = mean(before);
    double squares = before.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return (rates.get(last) - mean) / Math.sqrt(squares / n);
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(x -> x).sum() / numbers.size();
  }
}
