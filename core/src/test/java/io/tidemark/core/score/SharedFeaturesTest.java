package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.state.HeapGraph;
import io.tidemark.core.state.StateBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SharedFeaturesTest {

  private static final List<List<String>> MODELS =
      List.of(
          List.of("log_return", "rsi(14)", "book_imbalance", "return_over(5m)", "ewma_vol(20)"),
          List.of("rsi(14)", "ewma_vol(20)", "return(6)", "return_over(5m)", "rsi(14)@5m"),
          List.of("return(6)", "signed_volume", "sentiment(6)", "ewma_vol(20)", "log_return"),
          List.of("return(6)", "ewma_vol(20)", "sentiment(6)", "return_over(5m)", "hour_sin"),
          List.of("log_return", "rsi(14)", "ewma_vol(20)", "hour_sin"));
  private static final List<Trigger> TRIGGERS =
      List.of(Trigger.EVERY, Trigger.EVERY, Trigger.BAR, Trigger.EVERY, Trigger.EVERY);

  /** All of its features but one are those of the first. */
  private static final int LAST = 4;

  @Test
  void whatEachModelIsAskedIsTheSameBitForBitAsIfItWereAlone() {
    List<LogEvent> log = repeated(RandomLog.of(1, 6_000));
    Models shared = new Models(true);
    Models alone = new Models(false);
    for (LogEvent event : log) {
      assertThat(shared.step(event)).isEqualTo(alone.step(event));
    }
    assertThat(shared.scored).isEqualTo(alone.scored).isGreaterThan(8_000);
  }

  @Test
  void itIsSoWhereStatesAreReadAnewAndBeginLateAndMissEventsAndSeeSomeTwice() {
    for (long seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      Models shared = new Models(true);
      Models alone = new Models(false);
      for (LogEvent event : repeated(RandomLog.of(seed, 4_000))) {
        int what = random.nextInt(400);
        int model = random.nextInt(MODELS.size());
        if (what == 0) {
          shared.restore(model);
          alone.restore(model);
        } else if (what == 1) {
          shared.states.set(model, new ScoringState());
          alone.states.set(model, new ScoringState());
        } else if (what == 2) {
          assertThat(shared.step(model, event)).isEqualTo(alone.step(model, event));
        }
        int without = what < 10 ? model : -1;
        for (int i = 0; i < MODELS.size(); i++) {
          if (i != without) {
            assertThat(shared.step(i, event)).isEqualTo(alone.step(i, event));
          }
        }
      }
      assertThat(shared.scored).isGreaterThan(1_000);
    }
  }

  @Test
  void aFeatureOfTwoModelsIsNotComputedTwiceButForAStateThatWasReadAnew() {
    List<LogEvent> log = RandomLog.of(3, 1_500);
    Models shared = new Models(true);
    Models alone = new Models(false);
    log.forEach(shared::step);
    log.forEach(alone::step);
    spoil(shared.states.get(LAST));
    spoil(alone.states.get(LAST));
    LogEvent next = forming(log);

    List<String> spoilt = alone.step(next);
    List<String> taken = shared.step(next);
    assertThat(taken.subList(0, LAST)).isEqualTo(spoilt.subList(0, LAST));
    assertThat(taken.get(LAST))
        .as("what the second's cells say is not asked")
        .isNotEqualTo(spoilt.get(LAST));

    shared.restore(LAST);
    LogEvent last = later(next);
    assertThat(shared.step(last)).isEqualTo(alone.step(last));
  }

  @Test
  void modelsOfOtherBarsOrOtherPatienceShareNothing() {
    for (FeatureScoring other :
        List.of(
            scoring(MODELS.get(0), 2 * RandomLog.MINUTE, 5),
            scoring(MODELS.get(0), RandomLog.MINUTE, 4))) {
      FeatureScoring own = scoring(MODELS.get(0), RandomLog.MINUTE, 5);
      own.shareWith(List.of(other));
      ScoringState state = new ScoringState();
      var unused = own.step(state, RandomLog.of(1, 1).get(0));
      assertThat(state.twins).isEmpty();
    }
    FeatureScoring own = scoring(MODELS.get(0), RandomLog.MINUTE, 5);
    own.shareWith(List.of(scoring(MODELS.get(LAST), RandomLog.MINUTE, 5)));
    ScoringState state = new ScoringState();
    var unused = own.step(state, RandomLog.of(1, 1).get(0));
    assertThat(state.twins).as("those of the same do").hasSize(1);
  }

  @Test
  void aStateThatSharesTakesWhatItSays() {
    Models shared = new Models(true);
    RandomLog.of(3, 1_500).forEach(shared::step);
    for (ScoringState state : shared.states) {
      assertThat(state.heapBytes())
          .isCloseTo(HeapGraph.bytes(state), Percentage.withPercentage(25));
    }
  }

  /** Every fortieth event comes again, with its origin. */
  private static List<LogEvent> repeated(List<LogEvent> log) {
    List<LogEvent> all = new ArrayList<>();
    for (LogEvent event : log) {
      all.add(event);
      if (all.size() % 40 == 0) {
        all.add(log.get(Math.max(0, log.indexOf(event) - 3)));
      }
    }
    return all;
  }

  /** The cells of whoever comes late lie where those of a feature are that others have. */
  private static void spoil(ScoringState state) {
    for (int i = 0; i < state.cells.length; i++) {
      state.cells[i] *= 1.01;
    }
  }

  /** The next event, which closes no bar. */
  private static LogEvent forming(List<LogEvent> log) {
    return later(log.get(log.size() - 1));
  }

  private static LogEvent later(LogEvent last) {
    return RandomLog.event(
        last.offset() + 1,
        new Sentiment("*", last.availableAt(), last.availableAt(), "news", 0.5, 1));
  }

  private static FeatureScoring scoring(List<String> features, long bar, int maxFlat) {
    return scoring(features, bar, maxFlat, Trigger.EVERY);
  }

  private static FeatureScoring scoring(
      List<String> features, long bar, int maxFlat, Trigger trigger) {
    return new FeatureScoring(
        new FeatureSet(features, bar), 1, trigger, any -> BarSource.TRADES, maxFlat);
  }

  /** Models that are asked one after the other, and their states of one instrument. */
  private static final class Models {

    final List<FeatureScoring> scoring = new ArrayList<>();
    final List<ScoringState> states = new ArrayList<>();
    int scored;

    Models(boolean share) {
      for (int i = 0; i < MODELS.size(); i++) {
        FeatureScoring each = scoring(MODELS.get(i), RandomLog.MINUTE, 5, TRIGGERS.get(i));
        if (share) {
          each.shareWith(List.copyOf(scoring));
        }
        scoring.add(each);
        states.add(new ScoringState());
      }
    }

    void restore(int model) {
      states.set(model, StateBytes.restored(new ScoringStateCodec(), states.get(model)));
    }

    List<String> step(LogEvent event) {
      return IntStream.range(0, MODELS.size()).mapToObj(i -> step(i, event)).toList();
    }

    String step(int model, LogEvent event) {
      ScoreOutcome outcome = scoring.get(model).step(states.get(model), event);
      Assessment said = outcome.assessment();
      if (said == null) {
        return outcome.intake().toString();
      }
      scored += said.scored() ? 1 : 0;
      return outcome.intake()
          + Arrays.toString(said.features())
          + Arrays.toString(outcome.input())
          + said.barsToWarm()
          + said.clock()
          + said.barClosed()
          + said.market().value(MarketInput.ATR);
    }
  }
}
