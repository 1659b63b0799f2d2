package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyProposal;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.risk.RiskOutcome.Decision;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The risk gate where volatility is to be bought or sold, and not the instrument. */
class VolatilityActionTest {

  private final Scene scene = new Scene();

  @Test
  void fundingAndGreedConcernThePriceAlone() {
    scene.funding = 0.01;
    scene.fearGreed = 95;
    assertThat(propose(Action.BUY).withheldBy()).as("control").isEqualTo(RiskRule.FUNDING_EXTREME);

    assertThat(propose(Action.BUY_VOLATILITY).decision()).isEqualTo(Decision.EMITTED);
    scene.funding = -0.01;
    assertThat(propose(Action.SELL_VOLATILITY).decision()).isEqualTo(Decision.EMITTED);
    assertThat(propose(Action.SELL).withheldBy()).as("control").isEqualTo(RiskRule.FUNDING_EXTREME);
  }

  @ParameterizedTest
  @EnumSource(names = {"BUY_VOLATILITY", "SELL_VOLATILITY"})
  void aWildMarketTakesBackWhatStands(Action action) {
    assertThat(signal(propose(action)).action()).isEqualTo(action);
    scene.volatility = 3;

    assertThat(scene.tick().signal())
        .satisfies(
            hold ->
                assertThat(Objects.requireNonNull(hold).recommendation().reason())
                    .startsWith(action + " no longer stands: volatility is 300 % a year"));
  }

  @Test
  void fromThePriceToVolatilityIsAChangeOfAction() {
    propose(Action.BUY);
    assertThat(propose(Action.BUY).decision()).isEqualTo(Decision.UNCHANGED);
    assertThat(propose(Action.BUY_VOLATILITY).decision()).isEqualTo(Decision.EMITTED);
    assertThat(propose(Action.BUY_VOLATILITY).decision()).isEqualTo(Decision.UNCHANGED);
  }

  @Test
  void theSizeIsThatOfTheGivenStrengthInACalmMarket() {
    assertThat(signal(propose(Action.SELL_VOLATILITY)).recommendation().size())
        .isCloseTo(0.10, within(1e-12));
  }

  private static Signal signal(RiskOutcome outcome) {
    return Objects.requireNonNull(outcome.signal());
  }

  private RiskOutcome propose(Action action) {
    Gated gated = scene.event(EventKind.TRADE, true, Scene.RISE, ControlCommand.NONE);
    Stance stance = Stance.of(action, 1, () -> "so");
    return scene.gate.step(
        scene.state, gated, new StrategyProposal(stance, List.of(), 100, Double.NaN));
  }
}
