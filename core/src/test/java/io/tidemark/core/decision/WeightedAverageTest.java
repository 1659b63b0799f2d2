package io.tidemark.core.decision;

import static io.tidemark.core.decision.DeciderFixture.ask;
import static io.tidemark.core.decision.DeciderFixture.buys;
import static io.tidemark.core.decision.DeciderFixture.paused;
import static io.tidemark.core.decision.DeciderFixture.says;
import static io.tidemark.core.decision.DeciderFixture.sells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.signal.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightedAverageTest {

  private static final long HORIZON = 100;

  @Test
  void theSizeIsTheDistanceOfTheMean() {
    Decider average = WeightedAverage.fixed(List.of("a", "b"), new double[] {3, 1}, 0.1);

    Stance stance = ask(average, buys("a"), sells("b"));
    assertThat(stance.action()).isEqualTo(Action.BUY);
    assertThat(stance.size()).isCloseTo((3 * 0.9 - 0.9) / 4, within(1e-12));
    Decider equal = WeightedAverage.fixed(List.of("a", "b"), new double[] {1, 1}, 0.1);
    assertThat(ask(equal, buys("a"), sells("b")).action()).isEqualTo(Action.HOLD);
  }

  @Test
  void lessThanHalfOfTheWeightIsTooFew() {
    Decider average = WeightedAverage.fixed(List.of("a", "b"), new double[] {3, 1}, 0.1);

    assertThat(ask(average, buys("a"), paused("b")).action()).isEqualTo(Action.BUY);
    assertThat(ask(average, paused("a"), buys("b")).abstention())
        .isEqualTo(Abstention.TOO_FEW_ANSWERS);
  }

  @Test
  void whoWasRightOfLateHasTheWeight() {
    Decider average = byLoss();
    DecisionState state = new DecisionState(average.cells());

    for (int i = 0; i < 20; i++) {
      step(average, state, i * HORIZON, 100 + i, buys("a"), sells("b"));
    }
    Stance late = step(average, state, 20 * HORIZON, 120, sells("a"), buys("b"));
    assertThat(late.action()).as("a was right while the price rose").isEqualTo(Action.SELL);
    assertThat(late.size()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void anOutcomeIsNotUsedBeforeItsHorizon() {
    Decider average = byLoss();
    DecisionState early = new DecisionState(average.cells());
    step(average, early, 0, 100, buys("a"), sells("b"));

    assertThat(step(average, early, HORIZON - 1, 120, buys("a"), sells("b")).abstention())
        .as("the price has risen, but the horizon is not over")
        .isEqualTo(Abstention.TOO_FEW_ANSWERS);
    assertThat(step(average, early, HORIZON, 120, buys("a"), sells("b")).action())
        .isEqualTo(Action.BUY);
  }

  @Test
  void membersThatAreNoBetterThanACoinMakeAHold() {
    Decider average = byLoss();
    DecisionState state = new DecisionState(average.cells());
    step(average, state, 0, 100, sells("a"), sells("b"));

    Stance stance = step(average, state, HORIZON, 120, sells("a"), sells("b"));
    assertThat(stance).isEqualTo(Stance.hold(() -> "no member did better than a coin of late"));
  }

  @Test
  void whatWaitsIsBounded() {
    Decider average = byLoss();
    DecisionState state = new DecisionState(average.cells());
    for (int i = 0; i < 10 * RecentLogLoss.MOST_WAITING; i++) {
      step(average, state, 0, 100, says("a", 0.7f), says("b", 0.4f));
    }

    assertThat(step(average, state, HORIZON, 120, buys("a"), sells("b")).action())
        .isEqualTo(Action.BUY);
    assertThat(state.cells).hasSize(2 * RecentLogLoss.CELLS);
  }

  private static Decider byLoss() {
    RecentLogLoss loss = new RecentLogLoss(HORIZON, 50);
    return WeightedAverage.byLogLoss(List.of("a", "b"), List.of(loss, loss), 0.1);
  }

  private static Stance step(
      Decider average, DecisionState state, long clock, double price, Voice... voices) {
    return average.step(state, 0, new Panel(clock, price, List.of(voices), Map.of()));
  }
}
