package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command is obeyed where it stands, whatever its sender's clock says. */
class CommandTimeTest {

  private static final String BTC = RandomLog.INSTRUMENT;
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final ModelRef MODEL = new ModelRef("m", "2", "2".repeat(64));

  private final FeatureScoring scoring =
      new FeatureScoring(
          new FeatureSet(
              List.of(
                  "log_return",
                  "rsi(14)",
                  "ema_distance(3)@5m",
                  "log_return@20t",
                  "book_imbalance",
                  "ofi(1,1m)",
                  "sentiment(6)",
                  "hour_sin"),
              RandomLog.MINUTE),
          1,
          Trigger.EVERY,
          instrument -> BarSource.TRADES,
          3);
  private final List<LogEvent> log = RandomLog.of(21, 6_000);

  @ParameterizedTest
  @ValueSource(longs = {43 * HOUR, 100 * 24 * HOUR, 30 * SECOND, -43 * HOUR})
  void noOtherEventIsAssessedInAnotherWay(long ahead) {
    List<String> alone = assessments(Kind.NONE, ahead);
    assertThat(alone.stream().filter(line -> line.contains("scored"))).hasSizeGreaterThan(1_000);

    assertThat(assessments(Kind.CONTROL, ahead)).isEqualTo(alone);
    assertThat(assessments(Kind.MODEL, ahead)).isEqualTo(alone);
    assertThat(assessments(Kind.TICK, ahead).equals(alone))
        .as("a tick, which says what time it is, would be seen if it is ahead")
        .isEqualTo(ahead < 0);
  }

  @Test
  void whatACommandCausesHasTheInstrumentsClock() {
    ScoringState state = warm();
    long clock = state.clock;

    for (Fact fact : List.of(kill(clock + 43 * HOUR), register(clock + 43 * HOUR))) {
      Assessment assessment = assessment(state, command(fact));
      assertThat(assessment.clock()).isEqualTo(clock);
      assertThat(assessment.eventTime()).isEqualTo(clock);
      assertThat(assessment.moment()).isEqualTo(clock);
      assertThat(assessment.barClosed()).isFalse();
      assertThat(assessment.scored()).isFalse();
      assertThat(state.clock).isEqualTo(clock);
    }
  }

  @Test
  void aCommandThatIsHardlyAheadHappenedWhenItSaysAndMakesNothingOlder() {
    ScoringState state = warm();
    long clock = state.clock;

    Assessment assessment = assessment(state, command(kill(clock + 60 * SECOND)));

    assertThat(assessment.clock()).isEqualTo(clock);
    assertThat(assessment.eventTime()).isEqualTo(clock + 60 * SECOND);
    assertThat(assessment(state, command(kill(clock + 60 * SECOND + 1))).eventTime())
        .isEqualTo(clock);
  }

  @Test
  void aFirstEventThatIsACommandLeavesTheClockToTheNext() {
    ScoringState state = new ScoringState();
    long time = log.get(0).availableAt();

    Assessment first = assessment(state, command(kill(time + 43 * HOUR)));
    assertThat(first.clock()).as("there is no other").isEqualTo(time + 43 * HOUR);
    scoring.step(state, log.get(0));

    assertThat(state.clock).isEqualTo(time);
  }

  private ScoringState warm() {
    ScoringState state = new ScoringState();
    log.subList(0, 500).forEach(event -> scoring.step(state, event));
    return state;
  }

  /** What is said of the log's own events, with something between every hundred of them. */
  private List<String> assessments(Kind between, long ahead) {
    ScoringState state = new ScoringState();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      Fact fact = i % 100 == 0 ? between.of(log.get(i).availableAt() + ahead) : null;
      if (fact != null) {
        LogEvent event =
            new LogEvent(BTC, fact.availableAt(), new Origin("between", 0, i), i, 0, fact);
        scoring.step(state, event);
      }
      said.add(described(scoring.step(state, log.get(i))));
    }
    return said;
  }

  private Assessment assessment(ScoringState state, LogEvent event) {
    return Objects.requireNonNull(scoring.step(state, event).assessment());
  }

  private static String described(ScoreOutcome outcome) {
    Assessment a = outcome.assessment();
    return outcome.intake()
        + (a == null
            ? ""
            : (a.scored() ? " scored " : " ")
                + a.clock()
                + a.barClosed()
                + a.barsToWarm()
                + Arrays.toString(outcome.input())
                + a.market().value(MarketInput.ATR)
                + a.market().knownAt(MarketInput.PRICE));
  }

  @SuppressWarnings("EnumOrdinal") // any number that tells the kinds apart
  private static LogEvent command(Fact fact) {
    Origin origin = new Origin("commands", 0, fact.availableAt() + fact.kind().ordinal());
    return new LogEvent(BTC, fact.availableAt(), origin, 0, 0, fact);
  }

  private static Control kill(long time) {
    return new Control(BTC, time, time, ControlCommand.KILL, "ann", "");
  }

  private static ModelUpdate register(long time) {
    return new ModelUpdate(BTC, time, time, ModelAction.REGISTER, MODEL, "ann");
  }

  private enum Kind {
    NONE,
    CONTROL,
    MODEL,
    TICK;

    @Nullable Fact of(long time) {
      return switch (this) {
        case NONE -> null;
        case CONTROL -> kill(time);
        case MODEL -> register(time);
        case TICK -> new Tick(BTC, time);
      };
    }
  }
}
