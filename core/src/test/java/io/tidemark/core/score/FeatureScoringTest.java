package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureScoringTest {

  private static final String BTC = RandomLog.INSTRUMENT;
  private static final long MINUTE = RandomLog.MINUTE;
  private static final List<String> FEATURES =
      List.of(
          "log_return", "return(6)", "rsi(14)", "book_imbalance", "signed_volume", "sentiment(6)");

  @Test
  void noAssessmentChangesWhenTheFutureChanges() {
    List<LogEvent> log = RandomLog.of(1, 6_000);
    List<LogEvent> other = new ArrayList<>(log.subList(0, 3_000));
    other.addAll(RandomLog.of(2, 6_000).subList(3_000, 6_000));
    List<String> before = describe(fold(Trigger.EVERY, log).subList(0, 3_000));
    List<String> after = describe(fold(Trigger.EVERY, other).subList(0, 3_000));
    assertThat(after).isEqualTo(before);
    assertThat(before.stream().filter(line -> line.contains("scored"))).hasSizeGreaterThan(500);
  }

  @Test
  void noFeatureOfFlowOrSurroundingsChangesWhenTheFutureChanges() {
    List<LogEvent> log = surrounded(RandomLog.of(1, 6_000), 8);
    List<LogEvent> other = new ArrayList<>(log.subList(0, 4_000));
    other.addAll(surrounded(RandomLog.of(2, 6_000), 9).subList(4_000, 6_000));
    List<String> before = describe(fold(surroundings(), log).subList(0, 4_000));
    List<String> after = describe(fold(surroundings(), other).subList(0, 4_000));
    assertThat(after).isEqualTo(before);
    assertThat(before.stream().filter(line -> line.contains("scored"))).hasSizeGreaterThan(500);
  }

  @Test
  void stateSurvivesItsBytesAtAnyPoint() throws IOException {
    List<LogEvent> log = RandomLog.of(3, 4_000);
    FeatureScoring scoring = scoring(Trigger.EVERY);
    ScoringState state = new ScoringState();
    List<ScoreOutcome> outcomes = new ArrayList<>();
    for (LogEvent event : log) {
      outcomes.add(scoring.step(state, event));
      state = StateBytes.restored(new ScoringStateCodec(), state);
    }
    assertThat(describe(outcomes)).isEqualTo(describe(fold(Trigger.EVERY, log)));
  }

  @Test
  void repetitionsFromARestartedSequencerChangeNothing() {
    List<LogEvent> log = RandomLog.of(4, 2_000);
    List<LogEvent> repeated = new ArrayList<>(log.subList(0, 1_200));
    repeated.addAll(log.subList(900, 2_000));
    List<ScoreOutcome> outcomes = fold(Trigger.EVERY, repeated);
    assertThat(outcomes.stream().filter(o -> o.intake() == Intake.DUPLICATE)).hasSize(300);
    outcomes.removeIf(o -> o.intake() == Intake.DUPLICATE);
    assertThat(describe(outcomes)).isEqualTo(describe(fold(Trigger.EVERY, log)));
  }

  @Test
  void aTradeThatTheVenueSendsAgainAfterAReconnectCountsOnce() {
    List<LogEvent> log = new ArrayList<>();
    List<LogEvent> repeated = new ArrayList<>();
    for (LogEvent event : RandomLog.of(4, 3_000)) {
      Fact fact = event.fact();
      if (fact instanceof Trade t) {
        String id = Integer.toString(1_000 + log.size());
        fact =
            new Trade(
                BTC, t.eventTime(), t.availableAt(), id, t.price(), t.quantity(), t.takerSide());
      }
      log.add(RandomLog.event(log.size(), fact));
      repeated.add(RandomLog.event(repeated.size(), fact));
      if (log.size() % 200 == 0) { // another origin, and known later
        for (LogEvent old : log.subList(log.size() - 100, log.size())) {
          if (old.fact() instanceof Trade t) {
            long now = event.availableAt();
            Trade again =
                new Trade(
                    BTC, t.eventTime(), now, t.tradeId(), t.price(), t.quantity(), t.takerSide());
            repeated.add(RandomLog.event(repeated.size(), again));
          }
        }
      }
    }
    List<ScoreOutcome> outcomes = fold(Trigger.EVERY, repeated);
    assertThat(outcomes.stream().filter(o -> o.intake() == Intake.DUPLICATE))
        .hasSize(repeated.size() - log.size())
        .hasSizeGreaterThan(900);
    outcomes.removeIf(o -> o.intake() == Intake.DUPLICATE);
    assertThat(describe(outcomes)).isEqualTo(describe(fold(Trigger.EVERY, log)));
  }

  @Test
  void aModelOfBarClosesIsScoredOncePerBar() {
    List<LogEvent> log = RandomLog.of(5, 6_000);
    List<ScoreOutcome> outcomes = fold(Trigger.BAR, log);
    long scored =
        outcomes.stream()
            .map(ScoreOutcome::assessment)
            .filter(a -> a != null && a.scored())
            .count();
    long closed =
        outcomes.stream()
            .map(ScoreOutcome::assessment)
            .filter(a -> a != null && a.barClosed())
            .count();
    assertThat(scored).isPositive().isLessThan(closed);
    assertThat(outcomes)
        .extracting(ScoreOutcome::assessment)
        .filteredOn(a -> a != null && a.scored())
        .allMatch(Assessment::barClosed);
  }

  @Test
  void anInputThatWasNeverThereIsSaidToBeMissing() {
    List<LogEvent> log = RandomLog.of(6, 6_000);
    log.removeIf(event -> event.fact() instanceof Book);
    List<ScoreOutcome> outcomes = fold(Trigger.EVERY, log);
    Assessment last = outcomes.get(outcomes.size() - 1).assessment();
    assertThat(outcomes).noneMatch(o -> o.assessment() != null && o.assessment().scored());
    assertThat(last).isNotNull();
    assertThat(last.barsToWarm()).isEqualTo(Assessment.INPUT_MISSING);
  }

  @Test
  void fearAndGreedCountsFromADayAfterItsDayBegan() {
    long day = 24 * 60 * MINUTE;
    FeatureScoring scoring =
        new FeatureScoring(
            new FeatureSet(List.of("fear_greed"), MINUTE),
            1,
            Trigger.EVERY,
            instrument -> BarSource.TRADES,
            3);
    ScoringState state = new ScoringState();
    Metric metric = new Metric("*", 10 * day, 10 * day + MINUTE, Metric.FEAR_GREED, 80);
    scoring.step(state, RandomLog.event(0, metric));
    Assessment early =
        scoring.step(state, RandomLog.event(1, new Tick("*", 11 * day - 1))).assessment();
    Assessment then = scoring.step(state, RandomLog.event(2, new Tick("*", 11 * day))).assessment();
    assertThat(early).isNotNull();
    assertThat(early.market().value(MarketInput.FEAR_GREED)).isNaN();
    assertThat(then).isNotNull();
    assertThat(then.market().value(MarketInput.FEAR_GREED)).isEqualTo(80);
  }

  @Test
  void theFormingBarAfterAHoleIsNotScoredAsIfItFollowedTheBarBefore() {
    FeatureScoring scoring = scoring(Trigger.EVERY);
    ScoringState state = new ScoringState();
    Assessment last = null;
    long offset = 0;
    for (int half = 0; half < 200; half++) {
      long at = half * MINUTE / 2;
      scoring.step(state, RandomLog.event(offset++, new Sentiment("*", at, at, "news", 0.1, 1)));
      scoring.step(state, RandomLog.event(offset++, book(at)));
      last = scoring.step(state, RandomLog.event(offset++, trade(at, 100 + half % 7))).assessment();
    }
    assertThat(last).isNotNull();
    assertThat(last.scored()).isTrue();
    long resumed = 200 * MINUTE;
    Assessment after =
        scoring
            .step(state, RandomLog.event(offset++, trade(resumed + MINUTE / 2, 150)))
            .assessment();
    assertThat(after).isNotNull();
    assertThat(after.scored()).isFalse();
    // a hole that is too long to be bridged: as at the very start
    Assessment first =
        scoring.step(new ScoringState(), RandomLog.event(0, new Tick(BTC, MINUTE))).assessment();
    assertThat(first).isNotNull();
    assertThat(after.barsToWarm()).isEqualTo(first.barsToWarm()).isGreaterThan(1);
  }

  @Test
  void aBookIsAsOldAsItsArrivalHoweverLateTheLogHasIt() {
    FeatureScoring scoring = scoring(Trigger.EVERY);
    ScoringState state = new ScoringState();
    scoring.step(state, RandomLog.event(0, new Tick(BTC, 60 * MINUTE)));
    scoring.step(state, RandomLog.event(1, book(MINUTE)));
    assertThat(state.clock - state.bookAt).isEqualTo(59 * MINUTE);
  }

  @Test
  void theCandleOfAnotherInstrumentIsSeenByFeaturesAndMakesNoBar() {
    String name = "ref_return(eth_usdt.sim,1)";
    FeatureScoring scoring =
        new FeatureScoring(
            new FeatureSet(List.of("log_return", name), MINUTE),
            1,
            Trigger.EVERY,
            instrument -> BarSource.CANDLES,
            3);
    ScoringState state = new ScoringState();
    Assessment last = null;
    for (int t = 0; t < 3; t++) {
      scoring.step(state, RandomLog.event(2L * t, candle("ETH-USDT@sim", t, 10 + t)));
      last = scoring.step(state, RandomLog.event(2L * t + 1, candle(BTC, t, 100 + t))).assessment();
    }
    assertThat(last).isNotNull();
    assertThat(last.market().price().value()).isEqualTo(102);
    assertThat(last.features())
        .containsExactly((float) Math.log(102 / 101.0), (float) (12 / 11.0 - 1));
  }

  private static Candle candle(String instrument, long minute, double close) {
    return new Candle(
        instrument, minute * MINUTE, MINUTE, (minute + 1) * MINUTE, close, close, close, close, 1);
  }

  private static Trade trade(long at, double price) {
    return new Trade(BTC, at, at, "", price, 1, Side.BUY);
  }

  private static Book book(long at) {
    return new Book(
        BTC, at, at, new double[] {99}, new double[] {1}, new double[] {101}, new double[] {2});
  }

  private static FeatureScoring scoring(Trigger trigger) {
    return new FeatureScoring(
        new FeatureSet(FEATURES, MINUTE), 1, trigger, instrument -> BarSource.TRADES, 3);
  }

  /** The same log with funding, a metric and another instrument's candles between its facts. */
  private static List<LogEvent> surrounded(List<LogEvent> log, long seed) {
    Random random = new Random(seed);
    List<LogEvent> all = new ArrayList<>();
    long minute = log.get(0).availableAt() / MINUTE;
    for (LogEvent event : log) {
      long now = event.availableAt();
      for (; minute < now / MINUTE; minute++) {
        all.add(
            RandomLog.event(all.size(), candle("ETH-USDT@sim", minute, 1 + random.nextFloat())));
      }
      if (random.nextInt(10) == 0) {
        double value = 1 + random.nextDouble();
        all.add(RandomLog.event(all.size(), new Metric("*", now - MINUTE, now, "nvt", value)));
        double rate = random.nextGaussian() / 1e4;
        all.add(RandomLog.event(all.size(), new Funding(BTC, now - MINUTE, now, rate)));
      }
      all.add(RandomLog.event(all.size(), event.fact()));
    }
    return all;
  }

  private static FeatureScoring surroundings() {
    List<String> names =
        List.of(
            "obv(3)",
            "mfi(3)",
            "cmf(3)",
            "volume_share(3)",
            "volume_delta(3)",
            "trade_intensity(3)",
            "amihud(3)",
            "kyle_lambda(3)",
            "roll_spread(3)",
            "ofi(1,1m)",
            "asof(nvt,zscore,1h,3)",
            "missing(nvt,10s)",
            "basis(nvt,1h)",
            "asof_corr(nvt,3,1h)",
            "funding_mean(3)",
            "funding_zscore(3)",
            "funding_age",
            "sentiment_rate(1h)",
            "sentiment_change(2)",
            "ref_return(eth_usdt.sim,2)",
            "ref_vol(eth_usdt.sim,3)",
            "ref_corr(eth_usdt.sim,3)",
            "ref_beta(eth_usdt.sim,3)",
            "hour_sin",
            "minutes_to_funding");
    return new FeatureScoring(
        new FeatureSet(names, MINUTE), 1, Trigger.EVERY, instrument -> BarSource.TRADES, 3);
  }

  private static List<ScoreOutcome> fold(Trigger trigger, List<LogEvent> log) {
    return fold(scoring(trigger), log);
  }

  private static List<ScoreOutcome> fold(FeatureScoring scoring, List<LogEvent> log) {
    ScoringState state = new ScoringState();
    List<ScoreOutcome> outcomes = new ArrayList<>();
    log.forEach(event -> outcomes.add(scoring.step(state, event)));
    return outcomes;
  }

  private static List<String> describe(List<ScoreOutcome> outcomes) {
    return outcomes.stream()
        .map(
            o -> {
              Assessment a = o.assessment();
              return o.intake()
                  + (a == null
                      ? ""
                      : (a.scored() ? " scored " : " ")
                          + a.prediction().probability()
                          + Arrays.toString(a.features())
                          + a.clock()
                          + " "
                          + a.barClosed()
                          + a.market().value(MarketInput.ATR)
                          + " "
                          + a.market().value(MarketInput.VOLATILITY));
            })
        .toList();
  }
}
