package io.tidemark.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.signal.Action;
import io.tidemark.core.state.StateBytes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrategyDecisionTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int A = 0;
  private static final int B = 1;
  private static final double[] NONE = {};

  private final StrategyDecision vote =
      new StrategyDecision(
          TestMembers.build(Map.of("vote", Map.of("of", List.of("a", "b"), "agree", 1))));
  private StrategyState state = new StrategyState();

  @Test
  void aPausedMemberAbstainsAndTheOthersGoOn() {
    Decided decided = step(paused(A, 0.9f, HOUR), said(B, 0.2f, HOUR));

    assertThat(voice(decided, "a").abstention()).isEqualTo(Abstention.DRIFT_PAUSED);
    assertThat(Objects.requireNonNull(decided.stance()).action()).isEqualTo(Action.SELL);
    assertThat(decided.member()).as("whom the risk gate hears").isEqualTo(B);
    assertThat(decided.gated().drift().status()).isEqualTo(DriftStatus.WATCH);
    assertThat(Objects.requireNonNull(step(said(A, 0.9f, HOUR), said(B, 0.2f, HOUR)).stance()))
        .as("control: one buys and one sells")
        .satisfies(stance -> assertThat(stance.action()).isEqualTo(Action.HOLD));
  }

  @Test
  void theRiskGateHearsOfAPauseOnlyIfAllArePaused() {
    step(said(B, 0.2f, HOUR));
    assertThat(step(paused(A, 0.9f, HOUR + 1)).gated().drift().status())
        .isEqualTo(DriftStatus.WATCH);

    assertThat(step(paused(A, 0.9f, HOUR + 2), paused(B, 0.2f, HOUR + 2)).gated().drift().status())
        .isEqualTo(DriftStatus.PAUSED);
    assertThat(step(paused(A, 0.9f, HOUR + 3)).gated().drift().status())
        .as("also when only one of them says something")
        .isEqualTo(DriftStatus.PAUSED);
  }

  @Test
  void anAnswerStandsUntilItsHorizonIsOver() {
    step(said(A, 0.9f, HOUR));

    assertThat(voice(step(said(B, 0.9f, 2 * HOUR)), "a").speaks()).isTrue();
    assertThat(voice(step(said(B, 0.9f, 2 * HOUR + 1)), "a").abstention())
        .isEqualTo(Abstention.EXPIRED);
  }

  @Test
  void anEventThatAsksNobodyIsNoDecision() {
    step(said(A, 0.9f, HOUR));

    Decided decided = step(unasked(A, HOUR + 1));

    assertThat(decided.answer()).isNull();
    assertThat(decided.stance()).isNull();
    assertThat(voice(step(said(B, 0.9f, HOUR + 2)), "a").speaks()).as("it stands").isTrue();
  }

  @Test
  void aMemberThatGaveNoAnswerAbstainsAndItsLastAnswerNoLongerStands() {
    step(said(A, 0.9f, HOUR));
    assertThat(voice(step(said(B, 0.2f, HOUR + 1)), "a").speaks()).as("control").isTrue();

    Decided decided = step(silent(A, HOUR + 2), said(B, 0.2f, HOUR + 2));

    assertThat(voice(decided, "a").abstention()).isEqualTo(Abstention.NO_ANSWER);
    assertThat(decided.member()).as("whom the risk gate hears").isEqualTo(B);
    assertThat(voice(step(said(B, 0.2f, HOUR + 3)), "a").abstention())
        .isEqualTo(Abstention.NO_ANSWER);
  }

  @Test
  void theSoundAnswerOfARunningMemberIsHeardBeforeOthers() {
    assertThat(step(said(A, Float.NaN, HOUR), said(B, 0.2f, HOUR)).member()).isEqualTo(B);
    assertThat(step(paused(A, 0.9f, HOUR), unasked(B, HOUR)).member())
        .as("what was asked is decided upon at once")
        .isEqualTo(A);
    assertThat(step(said(A, 0.9f, HOUR), said(B, 0.2f, HOUR)).member()).isEqualTo(A);
  }

  @Test
  void aSingleModelDecidesByItselfAndTheRiskGateReadsItsAnswer() {
    StrategyDecision single = new StrategyDecision(TestMembers.build("a"));

    Decided decided = single.step(new StrategyState(), List.of(said(A, 0.9f, HOUR)), new double[0]);

    assertThat(decided.stance()).isNull();
    assertThat(Objects.requireNonNull(decided.answer()).stance().action()).isEqualTo(Action.BUY);
  }

  @Test
  void theStrengthOfAVolatilitySizesNoPosition() {
    StrategyDecision sized = new StrategyDecision(TestMembers.sized());

    Decided both = sized.step(state, List.of(volatility(0.4f, HOUR), said(B, 0.9f, HOUR)), NONE);
    assertThat(both.member()).as("whom the risk gate hears").isEqualTo(B);
    assertThat(both.proposal().strength()).as("of a rise of 0.9").isCloseTo(40, within(1e-4));
    assertThat(Objects.requireNonNull(both.proposal().stance()).size())
        .as("0.2 wanted of 0.4")
        .isCloseTo(0.5, within(1e-7));

    Decided alone = sized.step(state, List.of(volatility(0.8f, 2 * HOUR)), NONE);
    assertThat(alone.member()).as("the only one that was asked").isEqualTo(A);
    assertThat(alone.proposal().strength())
        .as("of the rise that stands")
        .isCloseTo(40, within(1e-4));
    assertThat(Objects.requireNonNull(alone.proposal().stance()).size())
        .isCloseTo(0.25, within(1e-7));

    Decided late = sized.step(state, List.of(volatility(0.8f, 2 * HOUR + 1)), NONE);
    assertThat(late.proposal().strength()).as("no rise stands any more").isZero();
  }

  @Test
  void aPredictedVolatilityStandsForItsHorizonAndFallsSilentWithItsModel() {
    StrategyDecision sized = new StrategyDecision(TestMembers.sized());
    assertThat(sized.step(state, List.of(said(B, 0.9f, HOUR)), NONE).proposal().volatility())
        .as("before the first answer")
        .isNaN();

    sized.step(state, List.of(volatility(0.4f, HOUR)), NONE);

    assertThat(sized.step(state, List.of(unasked(B, 2 * HOUR)), NONE).proposal().volatility())
        .as("at an event that asks nobody")
        .isEqualTo(0.4f);
    assertThat(sized.step(state, List.of(said(B, 0.9f, 2 * HOUR + 1)), NONE).volatility())
        .as("beyond its horizon")
        .isNaN();
    MemberAnswer paused =
        answer(
            A,
            Prediction.of(TestMembers.VOLATILITY, new float[] {0.4f}, 0),
            2 * HOUR + 2,
            DriftStatus.PAUSED);
    assertThat(sized.step(state, List.of(paused), NONE).volatility()).isNaN();
    assertThat(step(said(A, 0.9f, HOUR)).volatility()).as("control: no such model").isNaN();
  }

  @Test
  void aRestartChangesNothing() {
    StrategyState undisturbed = new StrategyState();
    for (int i = 1; i < 60; i++) {
      List<MemberAnswer> answers =
          i % 3 == 0
              ? List.of(said(A, i / 60f, i * HOUR / 4))
              : List.of(paused(A, 0.5f, i * HOUR / 4), said(B, 1 - i / 60f, i * HOUR / 4));
      state = StateBytes.restored(new StrategyStateCodec(), state);

      StrategyAnswer answer = vote.step(state, answers, new double[0]).answer();

      assertThat(answer)
          .usingRecursiveComparison()
          .withComparatorForType(Double::compare, Double.class)
          .withComparatorForType(Float::compare, Float.class)
          .isEqualTo(vote.step(undisturbed, answers, new double[0]).answer());
    }
  }

  @Test
  void anotherStrategyRemembersNothingOfThisOne() {
    step(said(A, 0.9f, HOUR));
    StrategyDecision other =
        new StrategyDecision(
            TestMembers.build(Map.of("vote", Map.of("of", List.of("a", "b"), "agree", 2))));

    Decided decided = other.step(state, List.of(said(B, 0.9f, HOUR)), new double[0]);

    assertThat(voice(decided, "a").abstention()).isEqualTo(Abstention.NOT_WARM);
  }

  private Decided step(MemberAnswer... answers) {
    return vote.step(state, List.of(answers), new double[0]);
  }

  private static Voice voice(Decided decided, String member) {
    return Objects.requireNonNull(decided.answer()).panel().voice(member);
  }

  private static MemberAnswer said(int member, float probability, long clock) {
    return answer(member, Prediction.of(probability), clock, DriftStatus.WATCH);
  }

  private static MemberAnswer volatility(float annualised, long clock) {
    Prediction prediction = Prediction.of(TestMembers.VOLATILITY, new float[] {annualised}, 0);
    return answer(A, prediction, clock, DriftStatus.WATCH);
  }

  private static MemberAnswer paused(int member, float probability, long clock) {
    return answer(member, Prediction.of(probability), clock, DriftStatus.PAUSED);
  }

  private static MemberAnswer silent(int member, long clock) {
    Gated asked = said(member, 0.9f, clock).gated();
    return new MemberAnswer(member, new Gated(asked.assessment().unanswered(), asked.drift()));
  }

  private static MemberAnswer unasked(int member, long clock) {
    return answer(member, null, clock, DriftStatus.WATCH);
  }

  private static MemberAnswer answer(
      int member, @Nullable Prediction prediction, long clock, DriftStatus status) {
    Assessment assessment =
        new Assessment(
            new Cause(new EventRef("BTC-USDT@test", clock, clock), EventKind.TRADE, clock),
            clock,
            false,
            new float[0],
            0,
            MarketContext.UNKNOWN,
            ModelRef.NONE,
            prediction == null ? Prediction.NOT_ASKED : prediction);
    return new MemberAnswer(
        member, new Gated(assessment, new DriftVerdict(status, "rsi(14)", 0.1, 0.5, 40)));
  }
}
