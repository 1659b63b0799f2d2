package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.risk.RiskOutcome.Decision;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.LongestRuns;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule below, at and beyond its limit. */
class RiskRulesTest {

  private static final RiskLimits LIMITS_OF_DAYS =
      RiskLimits.builder().bookUnmoved(48 * Scene.HOUR).build();

  private final Scene scene = new Scene();
  private @Nullable Signal last;

  @Test
  void theRulesAreAskedInTheOrderOfTheirNames() {
    assertThat(RiskRules.of(Scene.LIMITS, StaleLimits.of(Scene.LIMITS), ModelInstruments.UNSTATED))
        .extracting(Rule::name)
        .containsExactly(RiskRule.values());
  }

  @Test
  void aQuietDayLetsABuyAndASellPass() {
    assertThat(against(Scene.RISE)).isNull();
    assertThat(against(Scene.FALL)).isNull();
  }

  @Test
  void theKillSwitchBlocksUntilItIsLifted() {
    scene.command(ControlCommand.KILL);
    scene.command(ControlCommand.ACKNOWLEDGE);
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.KILL_SWITCH);
    assertThat(against(Scene.WEAK)).isEqualTo(RiskRule.KILL_SWITCH);
    scene.command(ControlCommand.RESUME);
    assertThat(against(Scene.RISE)).isNull();
  }

  @Test
  void aPriceThatTookLongerThanTheLimitToArriveIsStale() {
    scene.lag = 30 * Scene.SECOND;
    assertThat(against(Scene.RISE)).isNull();
    scene.lag++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_DATA);
    assertThat(against(Scene.WEAK)).isEqualTo(RiskRule.STALE_DATA);
  }

  @Test
  void aFeedThatFallsSilentBlocksTheNextSignal() {
    scene.priceAge = 300 * Scene.SECOND;
    assertThat(against(Scene.RISE)).isNull();
    scene.priceAge++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEED_SILENCE);
    assertThat(against(Scene.WEAK)).isEqualTo(RiskRule.FEED_SILENCE);
  }

  @Test
  void aPriceThatNeverCameBlocks() {
    scene.priceAge = Scene.NEVER;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEED_SILENCE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1})
  void aPriceThatIsNoPriceBlocks(double price) {
    scene.price = price;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEED_SILENCE);
  }

  @Test
  void aBookThatIsRequiredMustBeYoung() {
    scene.bookAge = 300 * Scene.SECOND;
    assertThat(against(Scene.RISE)).isNull();
    scene.bookAge++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEED_SILENCE);
    scene.bookAge = Scene.NEVER;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEED_SILENCE);
    scene.gate = Scene.gate(SignalPolicy.defaults(), InputRequirements.PRICE_ONLY);
    assertThat(against(Scene.RISE)).isNull();
  }

  @Test
  void closesThatDoNotChangeForMoreBarsThanTheLimitAreADeadFeed() {
    scene.unchangedCloses = 48;
    assertThat(against(Scene.RISE)).isNull();
    scene.unchangedCloses++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    assertThat(against(Scene.WEAK)).isEqualTo(RiskRule.STALE_VALUES);
    scene.gate = gateOf(RiskLimits.builder().unchangedCloses(0).build());
    assertThat(against(Scene.RISE)).as("switched off").isNull();
  }

  @Test
  void eachRunThatTrainingHasSeenMayComeTwiceAsLongAndABarMoreThatIs() {
    scene.gate = gateOf(LIMITS_OF_DAYS, new LongestRuns(3, 1, 600 * Scene.SECOND));
    scene.unchangedCloses = 8;
    scene.barsWithoutVolume = 4;
    scene.bookUnmoved = 2 * (600 * Scene.SECOND + Scene.HOUR);
    assertThat(against(Scene.RISE)).isNull();
    scene.unchangedCloses++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    scene.unchangedCloses--;
    scene.barsWithoutVolume++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    scene.barsWithoutVolume--;
    scene.bookUnmoved++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    scene.gate = gateOf(LIMITS_OF_DAYS, LongestRuns.UNKNOWN);
    assertThat(against(Scene.RISE)).as("training says nothing").isNull();
  }

  @Test
  void theMarginIsAnOption() {
    RiskLimits narrow = RiskLimits.builder().staleValuesMargin(1).build();
    scene.gate = gateOf(narrow, new LongestRuns(3, 0, 0));
    scene.unchangedCloses = 4;
    assertThat(against(Scene.RISE)).isNull();
    scene.unchangedCloses++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    assertThat(RiskLimits.builder().staleValuesMargin(0.9).build().violations())
        .containsExactly("staleValuesMargin must be 1 or more and finite, was 0.9");
  }

  @Test
  void whatIsSwitchedOffStaysOffWhateverTrainingHasSeen() {
    RiskLimits off = RiskLimits.builder().unchangedCloses(0).build();
    scene.gate = gateOf(off, new LongestRuns(3, 0, 0));
    scene.unchangedCloses = 1_000;
    assertThat(against(Scene.RISE)).isNull();
  }

  @Test
  void barsWithoutVolumeForLongerThanTheLimitAreADeadFeed() {
    scene.barsWithoutVolume = 24;
    assertThat(against(Scene.RISE)).isNull();
    scene.barsWithoutVolume++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    scene.gate = gateOf(RiskLimits.builder().barsWithoutVolume(0).build());
    assertThat(against(Scene.RISE)).as("switched off").isNull();
  }

  @Test
  void aRequiredBookThatStandsIsADeadFeed() {
    scene.bookUnmoved = Scene.HOUR;
    assertThat(against(Scene.RISE)).isNull();
    scene.bookUnmoved++;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    scene.gate = Scene.gate(SignalPolicy.defaults(), InputRequirements.PRICE_ONLY);
    assertThat(against(Scene.RISE)).as("nobody asks for it").isNull();
    scene.gate = gateOf(RiskLimits.builder().bookUnmoved(0).build());
    assertThat(against(Scene.RISE)).as("switched off").isNull();
  }

  @Test
  void whatIsNotKnownOfAFeedBlocks() {
    scene.unchangedCloses = Double.NaN;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    scene.unchangedCloses = 0;
    scene.barsWithoutVolume = Double.NaN;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_VALUES);
    scene.barsWithoutVolume = 0;
    scene.lateShare = Double.NaN;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.LATE_SHARE);
  }

  @Test
  void aDeadFeedTakesBackWhatStandsAtOnceAndSaysWhyUntilValuesMove() {
    scene.buy();
    scene.unchangedCloses = 49;
    RiskOutcome dead = scene.tick();
    assertThat(Objects.requireNonNull(dead.signal()).recommendation().reason())
        .isEqualTo("BUY no longer stands: the close has not changed for 49 bars (limit 48 bars)");
    assertThat(dead.alerts())
        .extracting(RiskAlert::rule, RiskAlert::phase, RiskAlert::observed, RiskAlert::limit)
        .containsExactly(tuple(RiskRule.STALE_VALUES, AlertPhase.OPENED, 49.0, 48.0));
    scene.unchangedCloses = 0;
    assertThat(scene.tick().alerts())
        .extracting(RiskAlert::rule, RiskAlert::phase, RiskAlert::observed)
        .containsExactly(tuple(RiskRule.STALE_VALUES, AlertPhase.CLOSED, 0.0));
    scene.buy();
    scene.barsWithoutVolume = 25;
    assertThat(scene.tick().alerts())
        .extracting(RiskAlert::detail)
        .containsExactly("nothing was traded in 25 bars in a row (limit 24 bars)");
    scene.barsWithoutVolume = 0;
    scene.tick();
    scene.bookUnmoved = 5 * Scene.HOUR;
    assertThat(scene.tick().alerts())
        .extracting(RiskAlert::detail)
        .containsExactly(
            "the best prices and sizes of the order book have not changed for 5 h (limit 1 h)");
  }

  @Test
  void moreLateTradesThanTheLimitBlock() {
    scene.lateShare = 0.2;
    assertThat(against(Scene.RISE)).isNull();
    scene.lateShare = 0.2001;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.LATE_SHARE);
    assertThat(against(Scene.WEAK)).isEqualTo(RiskRule.LATE_SHARE);
    scene.lateShare = 1;
    scene.gate = gateOf(RiskLimits.builder().lateShare(1).build());
    assertThat(against(Scene.RISE)).as("switched off").isNull();
  }

  @Test
  void onlyAPausedModelIsHeldBackByDrift() {
    for (DriftStatus status : DriftStatus.values()) {
      scene.drift = status;
      assertThat(against(Scene.RISE))
          .isEqualTo(status == DriftStatus.PAUSED ? RiskRule.DRIFT_PAUSE : null);
    }
    assertThat(against(Scene.WEAK)).isEqualTo(RiskRule.DRIFT_PAUSE);
  }

  @Test
  void oneMissingBarIsNotWarm() {
    scene.barsToWarm = 1;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.WARM_UP);
    assertThat(against(Scene.WEAK)).isEqualTo(RiskRule.WARM_UP);
    scene.barsToWarm = 0;
    assertThat(against(Scene.RISE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -Float.MIN_VALUE, 1.0000001f})
  void anAnswerThatIsNoProbabilityBlocks(float answer) {
    assertThat(against(answer)).isEqualTo(RiskRule.NON_FINITE_SCORE);
  }

  @Test
  void aModelThatGaveNoAnswerBlocksUnlessAStrategyHasDecidedWithoutIt() {
    NonFiniteScore rule = new NonFiniteScore();
    Gated event = scene.event(EventKind.TRADE, true, Scene.RISE, ControlCommand.NONE);
    Assessment silent = event.assessment().unanswered();

    assertThat(rule.evaluate(context(silent, event, false), Action.HOLD)).isEqualTo(Outcome.BLOCK);
    assertThat(rule.why(context(silent, event, false), Action.HOLD))
        .isEqualTo("the model gave no answer in time");
    assertThat(rule.evaluate(context(silent, event, true), Action.HOLD)).isEqualTo(Outcome.PASS);
    Gated wrong = scene.event(EventKind.TRADE, true, Float.NaN, ControlCommand.NONE);
    assertThat(rule.evaluate(context(wrong.assessment(), wrong, true), Action.HOLD))
        .as("control: an answer that is no number")
        .isEqualTo(Outcome.BLOCK);
  }

  private RiskContext context(Assessment now, Gated event, boolean decided) {
    return new RiskContext(
        now,
        event.drift(),
        scene.state,
        InputRequirements.PRICE_ONLY,
        Double.NaN,
        Double.NaN,
        decided);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1})
  void theEndsOfTheRangeAreProbabilities(float answer) {
    assertThat(against(answer)).isNull();
  }

  @Test
  void extremeFundingBlocksOnlyTheSideThatPaysIt() {
    scene.funding = 0.001;
    assertThat(against(Scene.RISE)).isNull();
    scene.funding = Math.nextUp(0.001);
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FUNDING_EXTREME);
    assertThat(against(Scene.FALL)).isNull();
    scene.funding = -0.001;
    assertThat(against(Scene.FALL)).isNull();
    scene.funding = Math.nextDown(-0.001);
    assertThat(against(Scene.FALL)).isEqualTo(RiskRule.FUNDING_EXTREME);
    assertThat(against(Scene.RISE)).isNull();
    assertThat(against(Scene.WEAK)).isNull();
  }

  @Test
  void fundingThatIsRequiredAndMissingOrOldBlocksBothSides() {
    scene.fundingAge = 9 * Scene.HOUR;
    assertThat(against(Scene.RISE)).isNull();
    for (long age : new long[] {9 * Scene.HOUR + 1, Scene.NEVER}) {
      scene.fundingAge = age;
      assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FUNDING_EXTREME);
      assertThat(against(Scene.FALL)).isEqualTo(RiskRule.FUNDING_EXTREME);
      assertThat(against(Scene.WEAK)).isNull();
    }
    scene.fundingAge = 0;
    scene.funding = Double.NaN;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FUNDING_EXTREME);
  }

  @Test
  void aWildMarketOpensTheBreakerForEveryPosition() {
    scene.volatility = 2.5;
    assertThat(against(Scene.RISE)).isNull();
    for (double volatility : new double[] {Math.nextUp(2.5), Double.POSITIVE_INFINITY}) {
      scene.volatility = volatility;
      assertThat(against(Scene.RISE)).isEqualTo(RiskRule.VOLATILITY_BREAKER);
      assertThat(against(Scene.FALL)).isEqualTo(RiskRule.VOLATILITY_BREAKER);
      assertThat(against(Scene.WEAK)).isNull();
    }
  }

  @Test
  void aVolatilityThatIsNotKnownBlocks() {
    scene.volatility = Double.NaN;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.VOLATILITY_BREAKER);
    scene.barsToWarm = 5;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.WARM_UP);
  }

  @Test
  void greedAboveNinetyBlocksBuysOnly() {
    scene.fearGreed = 90;
    assertThat(against(Scene.RISE)).isNull();
    scene.fearGreed = Math.nextUp(90.0);
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEAR_GREED_EXTREME);
    assertThat(against(Scene.FALL)).isNull();
    assertThat(against(Scene.WEAK)).isNull();
  }

  @Test
  void greedThatIsRequiredAndMissingOrOldBlocksBuys() {
    scene.fearGreedAge = 72 * Scene.HOUR;
    assertThat(against(Scene.RISE)).isNull();
    for (long age : new long[] {72 * Scene.HOUR + 1, Scene.NEVER}) {
      scene.fearGreedAge = age;
      assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEAR_GREED_EXTREME);
    }
    scene.fearGreedAge = 0;
    scene.fearGreed = Double.NaN;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEAR_GREED_EXTREME);
  }

  @Test
  void theFirstRuleThatBlocksIsTheReason() {
    scene.fearGreed = 95;
    scene.volatility = 3;
    scene.funding = 0.01;
    scene.lag = 40 * Scene.SECOND;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.STALE_DATA);
    scene.lag = 0;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FUNDING_EXTREME);
    scene.funding = 0;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.VOLATILITY_BREAKER);
  }

  @Test
  void theTwentyFirstChangeWithinAnHourIsHeldBack() {
    for (int change = 1; change <= 20; change++) {
      assertThat(scene.score(change % 2 == 1 ? Scene.RISE : Scene.FALL).decision())
          .isEqualTo(Decision.EMITTED);
    }
    assertThat(scene.close(Scene.FALL).decision()).as("no change").isEqualTo(Decision.EMITTED);
    RiskOutcome twentyFirst = scene.score(Scene.RISE);
    assertThat(twentyFirst.withheldBy()).isEqualTo(RiskRule.SIGNAL_RATE);
    assertThat(signal(twentyFirst).action()).isEqualTo(Action.HOLD);
    scene.clock += Scene.HOUR;
    assertThat(scene.score(Scene.RISE).decision()).isEqualTo(Decision.EMITTED);
  }

  @Test
  void anHourEndsExactlyAnHourAfterTheChange() {
    RiskState state = scene.state;
    state.rememberChange(10);
    state.rememberChange(20);
    assertThat(state.changesWithin(100, 109)).isEqualTo(2);
    assertThat(state.changesWithin(100, 110)).isEqualTo(1);
    assertThat(state.changesWithin(100, 120)).isZero();
  }

  @Test
  void aHoldIsNeverHeldBackByTheRate() {
    for (int change = 0; change < 20; change++) {
      scene.score(change % 2 == 0 ? Scene.FALL : Scene.RISE);
    }
    assertThat(signal(scene.score(Scene.WEAK)).action()).isEqualTo(Action.HOLD);
  }

  @Test
  void theSizeFollowsTheStrengthInACalmMarket() {
    assertThat(size(Scene.RISE, 0.02)).isCloseTo(0.10 * 0.8, offset(1e-8));
    assertThat(size(1f, 0)).isEqualTo(0.10);
  }

  @Test
  void aMarketTwiceAsWildGetsHalfTheSize() {
    assertThat(size(Scene.RISE, 0.04)).isCloseTo(0.04, offset(1e-8));
    assertThat(verdict(RiskRule.POSITION_CAP).outcome()).isEqualTo(Outcome.REDUCE);
    assertThat(verdict(RiskRule.POSITION_CAP).observed()).isCloseTo(0.08, offset(1e-8));
    assertThat(verdict(RiskRule.POSITION_CAP).limit()).isCloseTo(0.04, offset(1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.01, Double.POSITIVE_INFINITY})
  void anAtrThatIsNotKnownAllowsNothing(double atr) {
    assertThat(size(Scene.RISE, atr)).isZero();
    assertThat(verdict(RiskRule.POSITION_CAP).outcome()).isEqualTo(Outcome.REDUCE);
  }

  @Test
  void theCapHoldsWhateverTheStrengthAsksFor() {
    PositionCap greedy = new PositionCap(0.1, 0.5, 0.01);
    Gated event = scene.event(EventKind.TRADE, true, Scene.RISE, ControlCommand.NONE);
    RiskContext strong =
        new RiskContext(
            event.assessment(),
            event.drift(),
            scene.state,
            InputRequirements.PRICE_ONLY,
            90,
            Double.NaN,
            false);
    assertThat(greedy.limit(strong)).isEqualTo(0.1);
    assertThat(greedy.evaluate(strong, Action.BUY)).isEqualTo(Outcome.REDUCE);
  }

  @Test
  void whatDoesNotApplyIsWrittenInTheVerdict() {
    scene.gate = Scene.gate(SignalPolicy.defaults(), InputRequirements.PRICE_ONLY);
    scene.fundingAge = Scene.NEVER;
    scene.fearGreedAge = Scene.NEVER;
    List<RiskVerdict> verdicts = signal(scene.score(Scene.RISE)).verdicts();
    assertThat(verdicts)
        .extracting(RiskVerdict::rule, RiskVerdict::outcome)
        .containsExactly(
            tuple(RiskRule.FUNDING_EXTREME, Outcome.NOT_APPLICABLE),
            tuple(RiskRule.FEAR_GREED_EXTREME, Outcome.NOT_APPLICABLE),
            tuple(RiskRule.POSITION_CAP, Outcome.PASS));
    assertThat(verdicts.get(0).observed()).isNaN();
  }

  @Test
  void eachInputIsRequiredOnItsOwn() {
    scene.gate =
        Scene.gate(SignalPolicy.defaults(), new InputRequirements(Set.of(MarketInput.FEAR_GREED)));
    scene.fundingAge = Scene.NEVER;
    scene.bookAge = Scene.NEVER;
    assertThat(against(Scene.RISE)).isNull();
    scene.fearGreedAge = Scene.NEVER;
    assertThat(against(Scene.RISE)).isEqualTo(RiskRule.FEAR_GREED_EXTREME);
  }

  private static Signal signal(RiskOutcome outcome) {
    return Objects.requireNonNull(outcome.signal());
  }

  /** The rule that withholds a score of {@code p}; the rate, which has its own tests, is reset. */
  private @Nullable RiskRule against(float p) {
    scene.state.changeCount = 0;
    RiskOutcome outcome = scene.score(p);
    assertThat(outcome.decision() == Decision.WITHHELD).isEqualTo(outcome.withheldBy() != null);
    return outcome.withheldBy();
  }

  private static RiskGate gateOf(RiskLimits limits) {
    return gateOf(limits, LongestRuns.UNKNOWN);
  }

  private static RiskGate gateOf(RiskLimits limits, LongestRuns runs) {
    return new RiskGate(
        Scene.model(Map.of(Scene.PERPETUAL, runs)),
        limits,
        SignalPolicy.defaults(),
        Map.of(Scene.PERPETUAL, InputRequirements.ALL_REQUIRED));
  }

  private double size(float p, double atr) {
    scene.atr = atr;
    last = signal(scene.close(p));
    return last.recommendation().size();
  }

  private RiskVerdict verdict(RiskRule rule) {
    return Objects.requireNonNull(last).verdicts().stream()
        .filter(verdict -> verdict.rule() == rule)
        .findFirst()
        .orElseThrow();
  }
}
