package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.LongestRuns;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.ScoringStateCodec;
import io.tidemark.core.score.Trigger;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.core.state.StateBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A feed that dies in its log, through features and risk gate; the model always says BUY. */
class DeadFeedTest {

  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long START = 472_222 * HOUR;
  private static final String COIN = "ANY-USDT@venue";
  private static final RiskLimits DEFAULTS = RiskLimits.builder().silenceAfter(3 * HOUR).build();
  private static final RiskLimits OFF =
      RiskLimits.builder()
          .silenceAfter(3 * HOUR)
          .unchangedCloses(0)
          .barsWithoutVolume(0)
          .bookUnmoved(0)
          .lateShare(1)
          .build();

  private final List<Fact> facts = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void flatCandlesWithoutVolumeAreTradedOnForADayAndNotForThree(boolean restarts) {
    for (int hour = 0; hour < 60; hour++) {
      candle(hour, 100 + hour % 7, 5);
    }
    for (int hour = 60; hour < 132; hour++) {
      candle(hour, 103, 0);
    }
    for (int hour = 132; hour < 140; hour++) {
      candle(hour, 100 + hour % 7, 5);
    }
    assertThat(run(OFF, BarSource.CANDLES, HOUR, false).buys(60, 132))
        .as("as it was: every hour of three days")
        .isEqualTo(72);

    Run run = run(DEFAULTS, BarSource.CANDLES, HOUR, restarts);

    assertThat(run.buys(0, 60)).isGreaterThan(30);
    assertThat(run.buys(60, 84)).as("at the limit").isEqualTo(24);
    assertThat(run.said.get(84)).isEqualTo("HOLD");
    assertThat(run.said.subList(85, 132)).containsOnly("");
    assertThat(run.buys(132, 140)).as("it moves again").isEqualTo(8);
    assertThat(run.alerts)
        .containsExactly(
            "84 OPENED nothing was traded in 25 bars in a row (limit 24 bars)",
            "132 CLOSED stale values no longer blocks, it did for 48 h");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFeedWhoseTrainingNeverLackedVolumeIsDeadAfterTwoBars(boolean restarts) {
    for (int hour = 0; hour < 132; hour++) {
      candle(hour, hour < 60 ? 100 + hour % 7 : 103, hour < 60 ? 5 : 0);
    }
    Run run = run(trained(new LongestRuns(0, 0, -1)), DEFAULTS, BarSource.CANDLES, HOUR, restarts);

    assertThat(run.buys(60, 132)).as("24 without the manifest's section").isEqualTo(2);
    assertThat(run.said.get(62)).isEqualTo("HOLD");
    assertThat(run.said.subList(63, 132)).containsOnly("");
    assertThat(run.alerts)
        .containsExactly(
            "62 OPENED the close has not changed for 3 bars"
                + " (limit 2 bars, the model's training saw at most 0 bars)");
  }

  @Test
  void whatTrainingHasSeenIsNoDeadFeedAndTwiceAsLongIs() {
    for (int hour = 0; hour < 110; hour++) {
      candle(hour, hour >= 30 && hour <= 50 ? 101.5 : 100 + hour % 7, 5);
    }
    Run calm = run(trained(new LongestRuns(30, 0, -1)), DEFAULTS, BarSource.CANDLES, HOUR, false);
    Run lively = run(trained(new LongestRuns(3, 0, -1)), DEFAULTS, BarSource.CANDLES, HOUR, false);

    assertThat(calm.alerts).as("20 in a row, where 30 have been seen").isEmpty();
    assertThat(calm.buys(30, 51)).isEqualTo(21);
    assertThat(lively.buys(30, 39)).as("8 in a row pass where 3 have been seen").isEqualTo(9);
    assertThat(lively.buys(39, 51)).isZero();
    assertThat(lively.alerts)
        .containsExactly(
            "39 OPENED the close has not changed for 9 bars"
                + " (limit 8 bars, the model's training saw at most 3 bars)",
            "51 CLOSED stale values no longer blocks, it did for 12 h");
  }

  @Test
  void aLongerRunInTrainingLoosensNoOption() {
    for (int hour = 0; hour < 120; hour++) {
      candle(hour, hour < 30 ? 100 + hour % 7 : 101.5, 5);
    }
    Run run = run(trained(new LongestRuns(500, 0, -1)), DEFAULTS, BarSource.CANDLES, HOUR, false);
    assertThat(run.alerts)
        .containsExactly("79 OPENED the close has not changed for 49 bars (limit 48 bars)");
  }

  @Test
  void aCloseThatComesAgainAndAgainWithVolumeIsDeadAfterTwoDays() {
    for (int hour = 0; hour < 120; hour++) {
      candle(hour, hour < 30 ? 100 + hour % 7 : 101.5, 5);
    }
    assertThat(run(OFF, BarSource.CANDLES, HOUR, false).buys(30, 120)).isEqualTo(90);
    Run run = run(DEFAULTS, BarSource.CANDLES, HOUR, false);
    assertThat(run.buys(30, 79)).isEqualTo(49);
    assertThat(run.buys(79, 120)).isZero();
    assertThat(run.alerts)
        .containsExactly("79 OPENED the close has not changed for 49 bars (limit 48 bars)");
  }

  @Test
  void aBookThatStandsWhileTradesGoOnIsDeadAfterAnHour() {
    for (int minute = 0; minute < 240; minute++) {
      boolean frozen = minute >= 60 && minute < 180;
      book(minute, frozen ? 60 : minute);
      for (int second = 10; second < 60; second += 10) {
        trade(minute * MINUTE + second * SECOND, 0, 100 + (minute * 7 + second) % 11 * 0.01);
      }
    }
    assertThat(run(OFF, BarSource.TRADES, MINUTE, false).opened()).isZero();
    Run run = run(DEFAULTS, BarSource.TRADES, MINUTE, false);
    assertThat(run.alerts).hasSize(2);
    assertThat(run.alerts.get(0))
        .isEqualTo(
            "726 OPENED the best prices and sizes of the order book have not changed for 1 h"
                + " (limit 1 h)");
    assertThat(run.alerts.get(1)).startsWith("1080 CLOSED ");
    assertThat(run.said.subList(727, 1080)).containsOnly("");
    assertThat(run.buys(1080, 1440)).isPositive();
  }

  @Test
  void aSparseMarketWithFlatBarsOfItsOwnIsNotDead() {
    Random random = new Random(3);
    double price = 100;
    int flat = 0;
    int longest = 0;
    for (int hour = 0; hour < 5_000; hour++) {
      boolean traded = random.nextInt(4) == 0 || flat == 23;
      price += traded ? random.nextGaussian() : 0;
      flat = traded ? 0 : flat + 1;
      longest = Math.max(longest, flat);
      candle(hour, price, traded ? 1 : 0);
    }
    assertThat(longest).isGreaterThan(15);
    Run run = run(DEFAULTS, BarSource.CANDLES, HOUR, false);
    assertThat(run.opened()).isZero();
    assertThat(run.said).isEqualTo(run(OFF, BarSource.CANDLES, HOUR, false).said);
  }

  @Test
  void barsThatAVenueLeavesOutAreNotFlat() {
    Random random = new Random(4);
    for (int hour = 0; hour < 9_000; hour += 1 + random.nextInt(random.nextInt(9) == 0 ? 90 : 3)) {
      candle(hour, 100 + random.nextInt(3), 0.1);
    }
    Run run = run(DEFAULTS, BarSource.CANDLES, HOUR, false);
    assertThat(run.opened()).isZero();
  }

  @Test
  void aFloodOfLateTradesClosesTheGateAndTheNextFiveBarsOpenIt() {
    for (int minute = 0; minute < 60; minute++) {
      for (int second = 0; second < 60; second += 2) {
        boolean late = minute >= 30 && minute < 33 && second % 4 == 0;
        trade(
            minute * MINUTE + second * SECOND,
            late ? 5 * MINUTE : 0,
            100 + (minute + second) % 7 * 0.01);
      }
    }
    assertThat(run(OFF, BarSource.TRADES, MINUTE, false).opened()).isZero();
    Run run = run(DEFAULTS, BarSource.TRADES, MINUTE, true);
    assertThat(run.alerts).hasSize(2);
    assertThat(run.alerts.get(0))
        .matches("9.. OPENED 2\\d\\.?\\d* % of the latest trades came after .* \\(limit 20 %\\)");
    assertThat(run.alerts.get(1)).contains("CLOSED late share no longer blocks");
    int opened = Integer.parseInt(run.alerts.get(1).split(" ", -1)[0]);
    assertThat(opened / 30).as("minute").isBetween(33, 37);
    assertThat(run.buys(opened, run.said.size())).isPositive();
  }

  private void candle(long hour, double close, double volume) {
    long start = START + hour * HOUR;
    facts.add(new Candle(COIN, start, HOUR, start + HOUR, close, close, close, close, volume));
  }

  private void trade(long time, long early, double price) {
    facts.add(new Trade(COIN, START + time - early, START + time, "", price, 1, Side.BUY));
  }

  private void book(long minute, long moved) {
    long time = START + minute * MINUTE;
    double bid = 99 + moved % 5;
    facts.add(
        new Book(
            COIN,
            time,
            time,
            new double[] {bid},
            new double[] {1 + moved},
            new double[] {bid + 1},
            new double[] {2}));
  }

  /** What the gate says of each fact. */
  private record Run(List<String> said, List<String> alerts) {

    long buys(int from, int to) {
      return said.subList(from, to).stream().filter("BUY"::equals).count();
    }

    long opened() {
      return alerts.stream().filter(alert -> alert.contains("OPENED")).count();
    }
  }

  private static ModelMetadata trained(LongestRuns runs) {
    return Scene.model(Map.of(COIN, runs));
  }

  private Run run(RiskLimits limits, BarSource source, long bar, boolean restarts) {
    return run(Scene.model(), limits, source, bar, restarts);
  }

  private Run run(
      ModelMetadata model, RiskLimits limits, BarSource source, long bar, boolean restarts) {
    FeatureScoring scoring =
        new FeatureScoring(
            new FeatureSet(List.of("log_return"), bar), 1, Trigger.EVERY, any -> source, 100);
    RiskGate gate =
        new RiskGate(
            model,
            limits,
            SignalPolicy.defaults(),
            Map.of(
                COIN,
                new InputRequirements(
                    facts.stream().anyMatch(Book.class::isInstance)
                        ? Set.of(MarketInput.BOOK)
                        : Set.of())));
    ScoringState state = new ScoringState();
    RiskState risk = new RiskState();
    Run run = new Run(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      Assessment now =
          scoring
              .step(
                  state,
                  new LogEvent(COIN, fact.availableAt(), new Origin("any", 0, i), i, 0, fact))
              .assessment();
      state = restarts ? StateBytes.restored(new ScoringStateCodec(), state) : state;
      String said = "";
      if (now != null) {
        Assessment answered = now.scored() ? now.withAnswer(new float[] {Scene.RISE}, 0) : now;
        RiskOutcome outcome =
            gate.step(
                risk, new Gated(answered, new DriftVerdict(DriftStatus.WATCH, "x", 0, 1, 200)));
        for (RiskAlert alert : outcome.alerts()) {
          if (alert.rule() == RiskRule.STALE_VALUES || alert.rule() == RiskRule.LATE_SHARE) {
            run.alerts.add(i + " " + alert.phase() + " " + alert.detail());
          }
        }
        Action action = outcome.signal() == null ? null : outcome.signal().action();
        said = action == null ? "" : action.name();
      }
      run.said.add(said);
    }
    return run;
  }
}
