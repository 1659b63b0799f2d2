package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Link;
import io.tidemark.core.explain.Reason;
import io.tidemark.core.explain.Reasons;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.risk.RiskOutcome.Decision;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.StableId;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.core.signal.SignalPolicy.Emit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is written, when, and in which words. */
class RiskGateTest {

  private final Scene scene = new Scene();

  @Test
  void aSignalSaysAllThatIsNeededToTrustIt() {
    Signal signal = scene.buy();
    assertThat(signal.id())
        .isEqualTo(StableId.ofSignal(Scene.PERPETUAL, scene.clock, scene.offset, "m", "7"));
    assertThat(signal.supersedes()).isEmpty();
    assertThat(signal.action()).isEqualTo(Action.BUY);
    assertThat(signal.eventTime()).isEqualTo(scene.clock);
    assertThat(signal.recommendation().validUntil()).isEqualTo(scene.clock + Scene.HOUR);
    assertThat(signal.prediction().probability()).isEqualTo(Scene.RISE);
    assertThat(signal.prediction().low()).isBetween(0.49, 0.51);
    assertThat(signal.prediction().high()).isBetween(0.68, 0.70);
    assertThat(signal.recommendation().riskClass()).isEqualTo(RiskClass.LOW);
    assertThat(signal.basis().features()).containsExactly(Scene.FEATURES);
    assertThat(signal.basis().inSample()).isFalse();
    assertThat(signal.recommendation().reason())
        .isEqualTo("probability of a rise 0.9, strength 80 (at least 65); size 8 %");
  }

  @Test
  void aSizeThatWasCutSaysWhy() {
    scene.atr = 0.04;
    assertThat(scene.buy().recommendation().reason())
        .endsWith("; size cut from 8 % to 4 % (cap 10 %, ATR 4 % of the price)");
  }

  @Test
  void aWeakScoreIsAHoldAndNotABlock() {
    RiskOutcome outcome = scene.score(Scene.WEAK);
    assertThat(outcome.decision()).isEqualTo(Decision.EMITTED);
    assertThat(signal(outcome).action()).isEqualTo(Action.HOLD);
    assertThat(signal(outcome).recommendation().size()).isZero();
    assertThat(signal(outcome).recommendation().reason()).isEqualTo("strength 20 is below 65");
    assertThat(signal(outcome).prediction().probability()).isEqualTo(Scene.WEAK);
  }

  @Test
  void aScoreOfExactlyOneHalfHasNoDirectionHoweverStrong() {
    scene.gate = Scene.gate(new SignalPolicy(0, Emit.CHANGE), InputRequirements.ALL_REQUIRED);
    assertThat(signal(scene.score(0.5f)).action()).isEqualTo(Action.HOLD);
    assertThat(signal(scene.score(Math.nextUp(0.5f))).action()).isEqualTo(Action.BUY);
    assertThat(signal(scene.score(Math.nextDown(0.5f))).action()).isEqualTo(Action.SELL);
  }

  @Test
  void theLeastStrengthIsEnough() {
    scene.gate = Scene.gate(new SignalPolicy(50, Emit.CHANGE), InputRequirements.ALL_REQUIRED);
    assertThat(signal(scene.score(0.75f)).action()).isEqualTo(Action.BUY);
    assertThat(signal(scene.score(Math.nextDown(0.75f))).action()).isEqualTo(Action.HOLD);
  }

  @Test
  void theSameDecisionIsNotWrittenTwice() {
    scene.buy();
    RiskOutcome again = scene.score(Scene.RISE);
    assertThat(again.decision()).isEqualTo(Decision.UNCHANGED);
    assertThat(again.signal()).isNull();
  }

  @Test
  void aBarCloseGivesASignOfLife() {
    Signal first = scene.buy();
    RiskOutcome close = scene.close(Scene.RISE);
    assertThat(close.decision()).isEqualTo(Decision.EMITTED);
    assertThat(signal(close).supersedes()).isEqualTo(first.id());
  }

  @Test
  void everyWritesAll() {
    scene.gate = Scene.gate(new SignalPolicy(65, Emit.EVERY), InputRequirements.ALL_REQUIRED);
    for (int i = 0; i < 20; i++) {
      assertThat(scene.score(Scene.RISE).decision()).isEqualTo(Decision.EMITTED);
    }
  }

  @Test
  void aSignalThatHasExpiredIsRenewedWithoutCountingAsAChange() {
    Signal first = scene.buy();
    scene.clock = first.recommendation().validUntil() - Scene.SECOND;
    assertThat(scene.score(Scene.RISE).decision()).as("the last µs").isEqualTo(Decision.UNCHANGED);
    assertThat(signal(scene.score(Scene.RISE)).supersedes()).isEqualTo(first.id());
    assertThat(scene.state.changeCount).isEqualTo(1);
  }

  @Test
  void aBlockedStandingBuyEmitsItsHoldExactlyOnce() {
    Signal buy = scene.buy();
    scene.volatility = 3;
    RiskOutcome blocked = scene.score(Scene.RISE);
    assertThat(blocked.decision()).isEqualTo(Decision.WITHHELD);
    assertThat(blocked.withheldBy()).isEqualTo(RiskRule.VOLATILITY_BREAKER);
    assertThat(blocked.revoked()).isTrue();
    assertThat(signal(blocked).action()).isEqualTo(Action.HOLD);
    assertThat(signal(blocked).recommendation().size()).isZero();
    assertThat(signal(blocked).supersedes()).isEqualTo(buy.id());
    assertThat(signal(blocked).recommendation().reason())
        .isEqualTo("BUY no longer stands: volatility is 300 % a year (limit 250 %)");
    assertThat(signal(blocked).recommendation().riskClass()).isEqualTo(RiskClass.HIGH);
    RiskOutcome again = scene.score(Scene.RISE);
    assertThat(again.decision()).isEqualTo(Decision.WITHHELD);
    assertThat(again.signal()).isNull();
    assertThat(again.revoked()).isFalse();
  }

  @Test
  void aSilentFeedTakesBackABuyAtTheNextTick() {
    scene.buy();
    scene.priceAge = 420 * Scene.SECOND;
    RiskOutcome tick = scene.tick();
    assertThat(tick.decision()).isEqualTo(Decision.NONE);
    assertThat(tick.revoked()).isTrue();
    assertThat(tick.withheldBy()).isEqualTo(RiskRule.FEED_SILENCE);
    Signal hold = signal(tick);
    assertThat(hold.recommendation().reason())
        .isEqualTo("BUY no longer stands: no price for 420 s (limit 300 s)");
    assertThat(hold.prediction().probability()).isNaN();
    assertThat(hold.prediction().strength()).isNaN();
    assertThat(hold.basis().features()).isEmpty();
    assertThat(hold.verdicts())
        .containsExactly(new RiskVerdict(RiskRule.FEED_SILENCE, Outcome.BLOCK, 420, 300));
    assertThat(scene.tick().signal()).isNull();
  }

  @Test
  void theKillSwitchTakesBackASellAtOnce() {
    scene.score(Scene.FALL);
    RiskOutcome killed = scene.command(ControlCommand.KILL);
    assertThat(signal(killed).action()).isEqualTo(Action.HOLD);
    assertThat(signal(killed).recommendation().reason())
        .isEqualTo("SELL no longer stands: the kill switch is on since 2023-11-14T22:13:22Z");
  }

  @Test
  void theAlertOfAKillIsOfTheTimeFromWhichItHolds() {
    long given = scene.clock - 420 * Scene.SECOND;
    RiskAlert opened = only(scene.command(ControlCommand.KILL, given).alerts());
    assertThat(opened.eventTime()).isEqualTo(scene.clock);
    assertThat(opened.detail())
        .isEqualTo("the kill switch is on since " + ReasonFormat.time(opened.eventTime()));
    scene.tick();
    RiskAlert closed = only(scene.command(ControlCommand.RESUME, given + 1).alerts());
    assertThat(closed.id()).isEqualTo(opened.id());
    assertThat(closed.eventTime()).isEqualTo(scene.clock);
    assertThat(closed.occurrence().openedAt()).isEqualTo(opened.eventTime());
    assertThat(closed.detail()).endsWith("it did for 2 s");
  }

  @Test
  void whatIsJustBelowOrBeyondALimitDoesNotReadLikeIt() {
    scene.buy();
    scene.volatility = Math.nextUp(2.5);
    assertThat(signal(scene.score(Scene.RISE)).recommendation().reason())
        .matches("BUY no longer stands: volatility is 250\\.0+\\d+ % a year \\(limit 250 %\\)");
    Scene weak = new Scene();
    weak.gate = Scene.gate(new SignalPolicy(20.02, Emit.CHANGE), InputRequirements.ALL_REQUIRED);
    assertThat(signal(weak.score(Scene.WEAK)).recommendation().reason())
        .isEqualTo("strength 20 is below 20.02");
  }

  @Test
  void fundingThatTurnsAgainstAStandingBuyTakesItBackWithoutAScore() {
    scene.buy();
    scene.funding = 0.002;
    RiskOutcome tick = scene.tick();
    assertThat(signal(tick).recommendation().reason())
        .isEqualTo(
            "BUY no longer stands: funding is 0.2 % per interval (limit 0.1 %) and a BUY would pay"
                + " it");
  }

  @Test
  void fundingInFavourOfAStandingBuyLeavesIt() {
    scene.buy();
    scene.funding = -0.002;
    assertThat(scene.tick().signal()).isNull();
    assertThat(scene.score(Scene.RISE).decision()).isEqualTo(Decision.UNCHANGED);
  }

  @Test
  void aSellThatMayNotBeWrittenStillEndsTheBuy() {
    scene.buy();
    scene.funding = -0.002;
    RiskOutcome blocked = scene.score(Scene.FALL);
    assertThat(blocked.withheldBy()).isEqualTo(RiskRule.FUNDING_EXTREME);
    assertThat(blocked.revoked()).isTrue();
    assertThat(signal(blocked).prediction().probability()).isEqualTo(Scene.FALL);
  }

  @Test
  void whatHasExpiredNeedsNoHold() {
    Signal buy = scene.buy();
    scene.clock = buy.recommendation().validUntil();
    scene.priceAge = 400 * Scene.SECOND;
    assertThat(scene.tick().signal()).isNull();
  }

  @Test
  void aHoldThatStandsIsNotTakenBack() {
    scene.score(Scene.WEAK);
    scene.drift = DriftStatus.PAUSED;
    RiskOutcome blocked = scene.score(Scene.WEAK);
    assertThat(blocked.withheldBy()).isEqualTo(RiskRule.DRIFT_PAUSE);
    assertThat(blocked.signal()).isNull();
  }

  @Test
  void anAlertOpensAndClosesUnderOneIdAndCountsWhatIsBetween() {
    assertThat(scene.tick().alerts()).isEmpty();
    scene.priceAge = 420 * Scene.SECOND;
    RiskAlert opened = only(scene.tick().alerts());
    assertThat(opened.phase()).isEqualTo(AlertPhase.OPENED);
    assertThat(opened.rule()).isEqualTo(RiskRule.FEED_SILENCE);
    assertThat(opened.observed()).isEqualTo(420);
    assertThat(opened.limit()).isEqualTo(300);
    assertThat(opened.detail()).isEqualTo("no price for 420 s (limit 300 s)");
    assertThat(scene.tick().alerts()).isEmpty();
    assertThat(scene.score(Scene.RISE).alerts()).isEmpty();
    scene.priceAge = 0;
    RiskAlert closed = only(scene.score(Scene.RISE).alerts());
    assertThat(closed.phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(closed.id()).isEqualTo(opened.id());
    assertThat(closed.occurrence().openedAt()).isEqualTo(opened.eventTime());
    assertThat(closed.occurrence().repeats()).isEqualTo(2);
    assertThat(closed.detail()).isEqualTo("feed silence no longer blocks, it did for 3 s");
  }

  @Test
  void warmingUpIsOneAlertFromTheFirstEventToTheLastMissingBar() {
    scene.volatility = Double.NaN;
    scene.barsToWarm = 3;
    RiskAlert opened = only(scene.tick().alerts());
    assertThat(opened.detail()).isEqualTo("3 closed bars are missing to warm up");
    for (int missing = 3; missing > 0; missing--) {
      scene.barsToWarm = missing;
      assertThat(scene.score(Scene.RISE).alerts()).isEmpty();
      assertThat(scene.tick().alerts()).isEmpty();
    }
    scene.barsToWarm = 0;
    scene.volatility = 0.5;
    assertThat(only(scene.tick().alerts()).id()).isEqualTo(opened.id());
  }

  @Test
  void aRuleAgainstOneDirectionOpensWhenItBlocksAndClosesWhenItsConditionEnds() {
    scene.funding = 0.002;
    assertThat(scene.tick().alerts()).as("nothing is proposed").isEmpty();
    assertThat(scene.score(Scene.FALL).alerts()).as("a SELL earns it").isEmpty();
    RiskAlert opened = only(scene.score(Scene.RISE).alerts());
    assertThat(opened.rule()).isEqualTo(RiskRule.FUNDING_EXTREME);
    assertThat(scene.score(Scene.FALL).alerts()).as("the condition goes on").isEmpty();
    scene.funding = 0.0001;
    assertThat(only(scene.tick().alerts()).id()).isEqualTo(opened.id());
  }

  @Test
  void fundingThatChangesItsSignClosesOneAlertAndOpensAnother() {
    scene.funding = 0.002;
    RiskAlert first = only(scene.score(Scene.RISE).alerts());
    scene.funding = -0.002;
    List<RiskAlert> both = scene.score(Scene.FALL).alerts();
    assertThat(both)
        .extracting(RiskAlert::phase)
        .containsExactly(AlertPhase.CLOSED, AlertPhase.OPENED);
    assertThat(both.get(0).id()).isEqualTo(first.id());
    assertThat(both.get(1).id()).isNotEqualTo(first.id());
  }

  @Test
  void aModelThatFailsKeepsItsAlertUntilItAnswersAgain() {
    RiskAlert opened = only(scene.score(Float.NaN).alerts());
    assertThat(opened.rule()).isEqualTo(RiskRule.NON_FINITE_SCORE);
    assertThat(scene.tick().alerts()).as("a tick says nothing of the model").isEmpty();
    assertThat(only(scene.score(Scene.RISE).alerts()).phase()).isEqualTo(AlertPhase.CLOSED);
  }

  @Test
  void whatIsMissingIsWrittenAsSuch() {
    scene.buy();
    scene.fundingAge = Scene.NEVER;
    RiskOutcome tick = scene.tick();
    assertThat(only(tick.alerts()).observed()).isNaN();
    assertThat(only(tick.alerts()).detail())
        .isEqualTo("no funding rate is known, and this instrument requires one");
    assertThat(signal(tick).verdicts())
        .containsExactly(
            new RiskVerdict(RiskRule.FUNDING_EXTREME, Outcome.MISSING, Double.NaN, 0.001));
  }

  @Test
  void anInstrumentOfWhichNothingWasSaidNeedsEveryInput() {
    scene.gate = new RiskGate(Scene.model(), Scene.LIMITS, SignalPolicy.defaults(), Map.of());
    scene.bookAge = Scene.NEVER;
    assertThat(scene.score(Scene.RISE).withheldBy()).isEqualTo(RiskRule.FEED_SILENCE);
  }

  @Test
  void onlyAScoreThatBecomesASignalIsExplained() {
    AtomicInteger asked = new AtomicInteger();
    scene.gate = explained(asked);

    assertThat(signal(scene.score(Scene.RISE)).basis().reasons())
        .containsExactly(new Reason("b", -1.5, 0.75));
    assertThat(scene.score(Scene.RISE).decision()).isEqualTo(Decision.UNCHANGED);
    scene.tick();
    assertThat(asked).as("of what is not written nobody asks why").hasValue(1);

    scene.fundingAge = Scene.NEVER;
    Signal hold = signal(scene.tick());
    assertThat(hold.action()).isEqualTo(Action.HOLD);
    assertThat(hold.basis().reasons()).as("no score stands behind it").isEmpty();
    assertThat(asked).hasValue(1);
  }

  private static RiskGate explained(AtomicInteger asked) {
    Explainer explainer =
        new Explainer() {
          @Override
          public Attribution explain(float[] window) {
            assertThat(window).containsExactly(Scene.FEATURES);
            asked.incrementAndGet();
            return new Attribution(0, 1, new double[] {0.25, 0.75});
          }

          @Override
          public boolean isExact() {
            return true;
          }

          @Override
          public Link link() {
            return Link.LOG_ODDS;
          }

          @Override
          public void close() {
            // holds nothing
          }
        };
    return new RiskGate(
        Scene.model(),
        Scene.LIMITS,
        SignalPolicy.defaults(),
        Map.of(Scene.PERPETUAL, InputRequirements.ALL_REQUIRED),
        Reasons.of(explainer, List.of("a", "b"), 1));
  }

  @Test
  void limitsThatMakeNoSenseAreRefusedAllAtOnce() {
    RiskLimits wrong =
        RiskLimits.builder()
            .staleAfter(0)
            .fundingExtreme(Double.NaN)
            .fearGreedLimit(101)
            .positionCap(1.5)
            .maxSignalsPerHour(65)
            .build();
    assertThatThrownBy(
            () -> new RiskGate(Scene.model(), wrong, new SignalPolicy(101, Emit.EVERY), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "staleAfter must be above 0, was 0 s; fundingExtreme must be above 0 and finite, was"
                + " NaN; fearGreedLimit must be within 0 and 100, was 101; positionCap must be"
                + " within 0 and 1, was 1.5; maxSignalsPerHour must be within 0 and 64, was 65;"
                + " minStrength must be within 0 and 100, was 101.0");
  }

  @Test
  void theDefaultsMakeSense() {
    assertThat(RiskLimits.defaults().violations()).isEmpty();
    assertThat(SignalPolicy.defaults().violations()).isEmpty();
  }

  private static Signal signal(RiskOutcome outcome) {
    return Objects.requireNonNull(outcome.signal());
  }

  private static RiskAlert only(List<RiskAlert> alerts) {
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }
}
