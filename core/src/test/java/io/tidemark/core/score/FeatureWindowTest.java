package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureWindowTest {

  private static final int BARS = 5;
  private static final List<String> FEATURES = List.of("log_return", "return(6)", "book_imbalance");

  private final FeatureSet features = new FeatureSet(FEATURES, RandomLog.MINUTE);
  private final List<float[]> asked = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Trigger.class)
  void aWindowIsTheLastVectorsOfARunWithoutOne(Trigger trigger) {
    List<LogEvent> log = RandomLog.of(21, 6_000);
    List<Assessment> single = fold(scoring(1, trigger), log);
    List<float[]> expected = new ArrayList<>();
    List<float[]> closed = new ArrayList<>(); // since the last bar close without a vector
    int begunAnew = 0;
    for (Assessment assessment : single) {
      float[] vector = assessment.features();
      if (vector.length > 0 && closed.size() >= BARS - 1) {
        expected.add(joined(closed.subList(closed.size() - BARS + 1, closed.size()), vector));
      }
      if (assessment.barClosed() && vector.length > 0) {
        closed.add(vector);
      } else if (assessment.barClosed()) {
        begunAnew += closed.isEmpty() ? 0 : 1;
        closed.clear();
      }
    }
    asked.clear();

    List<Assessment> windowed = fold(scoring(BARS, trigger), log);

    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(begunAnew).as("holes, else nothing begins anew").isPositive();
    assertThat(asked.toArray(float[][]::new)).isDeepEqualTo(expected.toArray(float[][]::new));
    assertThat(windowed)
        .extracting(Assessment::features)
        .usingRecursiveFieldByFieldElementComparator()
        .as("drift samples the last bar's vector, whatever the window")
        .containsExactlyElementsOf(single.stream().map(Assessment::features).toList());
  }

  @Test
  void warmingUpTakesTheFeaturesBarsAndThenTheWindows() {
    List<Assessment> closes =
        fold(scoring(BARS, Trigger.BAR), RandomLog.of(22, 400)).stream()
            .filter(Assessment::barClosed)
            .toList();
    int first = features.warmUp() + BARS - 1;
    for (int bar = 0; bar < closes.size(); bar++) {
      assertThat(closes.get(bar).barsToWarm()).isEqualTo(Math.max(0, first - bar));
      assertThat(closes.get(bar).scored()).isEqualTo(bar >= first);
    }
    assertThat(closes).hasSizeGreaterThan(first);
  }

  @Test
  void stateSurvivesItsBytesAtAnyPoint() throws IOException {
    List<LogEvent> log = RandomLog.of(23, 3_000);
    FeatureScoring scoring = scoring(BARS, Trigger.EVERY);
    fold(scoring, log);
    List<float[]> expected = List.copyOf(asked);
    asked.clear();
    ScoringState state = new ScoringState();
    for (LogEvent event : log) {
      step(scoring, state, event);
      state = StateBytes.restored(new ScoringStateCodec(), state);
    }
    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(asked.toArray(float[][]::new)).isDeepEqualTo(expected.toArray(float[][]::new));
  }

  @Test
  void aHoleForgetsBarsThoughTheFeaturesNeedNone() {
    FeatureScoring scoring =
        new FeatureScoring(
            new FeatureSet(List.of("signed_volume"), RandomLog.MINUTE),
            3,
            Trigger.BAR,
            any -> BarSource.TRADES,
            0);
    assertThat(barsToWarm(scoring, 0, 1, 2, 3, 4, 9, 10, 11, 12, 13))
        .containsExactly(2, 1, 0, 0, 2, 1, 0, 0);
  }

  @Test
  void anotherModelsWindowBeginsAnewThoughItsFeaturesAreTheSame() {
    List<LogEvent> log = RandomLog.of(24, 1_000);
    ScoringState state = new ScoringState();
    FeatureScoring before = scoring(BARS, Trigger.EVERY);
    log.subList(0, 900).forEach(event -> step(before, state, event));
    assertThat(state.pastBars).isEqualTo(BARS - 1);
    FeatureScoring after = scoring(BARS + 2, Trigger.EVERY);

    Assessment first =
        log.subList(900, 1_000).stream()
            .map(event -> step(after, state, event).assessment())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();

    assertThat(first.scored()).isFalse();
    assertThat(first.barsToWarm()).isEqualTo(BARS + 1);
  }

  @Test
  void aModelOfOneBarKeepsNoWindow() {
    ScoringState state = new ScoringState();
    FeatureScoring scoring = scoring(1, Trigger.EVERY);
    RandomLog.of(25, 1_000).forEach(event -> step(scoring, state, event));
    assertThat(state.past).isEmpty();
    assertThat(asked).isNotEmpty().allMatch(input -> input.length == FEATURES.size());
  }

  @Test
  void aWindowOfNoBarsIsRefused() {
    assertThatThrownBy(() -> scoring(0, Trigger.BAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windowBars must be at least 1, was 0");
  }

  private FeatureScoring scoring(int bars, Trigger trigger) {
    return new FeatureScoring(
        features,
        bars,
        trigger,
        instrument -> BarSource.TRADES,
        0); // so that every closed bar has an assessment of its own
  }

  private ScoreOutcome step(FeatureScoring scoring, ScoringState state, LogEvent event) {
    ScoreOutcome outcome = scoring.step(state, event);
    if (outcome.assessment() != null && outcome.assessment().scored()) {
      asked.add(outcome.input().clone());
    }
    return outcome;
  }

  private List<Assessment> fold(FeatureScoring scoring, List<LogEvent> log) {
    ScoringState state = new ScoringState();
    return log.stream()
        .flatMap(event -> Stream.ofNullable(step(scoring, state, event).assessment()))
        .toList();
  }

  /** At each bar close, with a trade at the start of each of these minutes. */
  private List<Integer> barsToWarm(FeatureScoring scoring, long... minutes) {
    List<LogEvent> log = new ArrayList<>();
    for (long minute : minutes) {
      long at = minute * RandomLog.MINUTE;
      Trade trade = new Trade(RandomLog.INSTRUMENT, at, at, "", 100 + minute, 1, Side.BUY);
      log.add(RandomLog.event(log.size(), trade));
    }
    return fold(scoring, log).stream()
        .filter(Assessment::barClosed)
        .map(Assessment::barsToWarm)
        .toList();
  }

  private static float[] joined(List<float[]> past, float[] last) {
    float[] window = new float[(past.size() + 1) * last.length];
    int at = 0;
    for (float[] vector : past) {
      System.arraycopy(vector, 0, window, at, vector.length);
      at += vector.length;
    }
    System.arraycopy(last, 0, window, at, last.length);
    return window;
  }
}
