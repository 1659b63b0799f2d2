package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyProposal;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The circuit breaker and the risk class by what a model predicts, of the limit of 250 %. */
class PredictedVolatilityTest {

  private static final double LIMIT = 2.5;

  private final Scene scene = new Scene();

  PredictedVolatilityTest() {
    scene.gate = gate(VolatilityBasis.PREDICTED);
  }

  @Test
  void aWildPredictionOpensTheBreakerAndACalmMarketDoesNotCloseIt() {
    scene.volatility = 0.1;
    assertThat(propose(Action.BUY, LIMIT).withheldBy()).isNull();
    assertThat(propose(Action.BUY, Math.nextUp(LIMIT)).withheldBy())
        .isEqualTo(RiskRule.VOLATILITY_BREAKER);
    assertThat(propose(Action.SELL, Math.nextUp(LIMIT)).withheldBy())
        .isEqualTo(RiskRule.VOLATILITY_BREAKER);
    assertThat(propose(Action.HOLD, Math.nextUp(LIMIT)).withheldBy()).isNull();
  }

  @Test
  void aWildMarketOfWhichCalmIsPredictedPasses() {
    scene.volatility = 3;
    assertThat(propose(Action.BUY, 0.5).withheldBy()).isNull();

    scene.gate = gate(VolatilityBasis.REALISED);
    assertThat(propose(Action.BUY, 0.5).withheldBy())
        .as("control: by what was seen")
        .isEqualTo(RiskRule.VOLATILITY_BREAKER);
  }

  @Test
  void aVolatilityThatNoModelPredictsBlocksAndSaysSo() {
    propose(Action.BUY, 0.5);
    RiskOutcome outcome = propose(Action.BUY, Double.NaN);

    Signal hold = Objects.requireNonNull(outcome.signal());
    assertThat(hold.recommendation().reason())
        .isEqualTo("BUY no longer stands: the predicted volatility is not known");
    assertThat(hold.verdicts())
        .extracting(RiskVerdict::rule, RiskVerdict::outcome)
        .contains(tuple(RiskRule.VOLATILITY_BREAKER, Outcome.MISSING));
  }

  @Test
  void anAlertShowsWhatWasPredictedBesideTheLimit() {
    propose(Action.BUY, 0.5);
    RiskOutcome outcome = propose(Action.BUY, 3);

    assertThat(outcome.alerts())
        .extracting(RiskAlert::rule, RiskAlert::phase, RiskAlert::observed, RiskAlert::limit)
        .containsExactly(tuple(RiskRule.VOLATILITY_BREAKER, AlertPhase.OPENED, 3.0, LIMIT));
    assertThat(Objects.requireNonNull(outcome.signal()).recommendation().reason())
        .isEqualTo("BUY no longer stands: predicted volatility is 300 % a year (limit 250 %)");
  }

  @Test
  void whatStandsIsTakenBackByAPredictionAloneThatNobodyActsUpon() {
    propose(Action.BUY, 0.5);
    Gated tick = scene.event(EventKind.TICK, false, Float.NaN, ControlCommand.NONE);

    RiskOutcome outcome =
        scene.gate.step(scene.state, tick, new StrategyProposal(null, List.of(), 80, 3));

    assertThat(Objects.requireNonNull(outcome.signal()).action()).isEqualTo(Action.HOLD);
  }

  @ParameterizedTest
  @CsvSource({"1.24,LOW", "1.25,MEDIUM", "1.875,HIGH", "2.5,HIGH"})
  void theRiskClassIsOfWhatIsPredicted(double predicted, RiskClass expected) {
    scene.volatility = 0.1;
    Signal signal = Objects.requireNonNull(propose(Action.BUY, predicted).signal());
    assertThat(signal.recommendation().riskClass()).isEqualTo(expected);

    Scene other = new Scene();
    other.volatility = 0.1;
    assertThat(other.buy().recommendation().riskClass())
        .as("control: by what was seen")
        .isEqualTo(RiskClass.LOW);
  }

  private RiskOutcome propose(Action action, double predicted) {
    Gated gated = scene.event(EventKind.TRADE, true, Scene.RISE, ControlCommand.NONE);
    StrategyProposal proposal =
        new StrategyProposal(
            Stance.of(action, action == Action.HOLD ? 0 : 1, () -> "so"), List.of(), 80, predicted);
    return scene.gate.step(scene.state, gated, proposal);
  }

  private static RiskGate gate(VolatilityBasis by) {
    return new RiskGate(
        Scene.model(),
        RiskLimits.builder().volatilityBy(by).build(),
        SignalPolicy.defaults(),
        Map.of(Scene.PERPETUAL, InputRequirements.PRICE_ONLY));
  }
}
