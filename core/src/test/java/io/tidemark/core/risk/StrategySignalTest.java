package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyProposal;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a signal says where several models decide. */
class StrategySignalTest {

  private static final List<Voice> VOICES =
      List.of(
          Voice.of("trend", Prediction.of(0.612f), 80, false),
          Voice.of("wrong", Prediction.of(Float.NaN), 80, false),
          Voice.silent("slow", Abstention.DRIFT_PAUSED));

  private final Scene scene = new Scene();

  @Test
  void everySignalNamesWhatEachMemberSaysOrWhyItSaysNothing() {
    Signal buy = signal(Stance.of(Action.BUY, 0.5, () -> "1 buy, 0 sell of 3, 2 abstain"));

    assertThat(buy.action()).isEqualTo(Action.BUY);
    assertThat(buy.recommendation().reason())
        .startsWith(
            "1 buy, 0 sell of 3, 2 abstain (trend 0.612, wrong invalid-answer, slow drift-paused);"
                + " size ");
    Signal hold = signal(Stance.hold(() -> "0 buy, 0 sell of 3"));
    assertThat(hold.recommendation().reason())
        .isEqualTo("0 buy, 0 sell of 3 (trend 0.612, wrong invalid-answer, slow drift-paused)");
  }

  @Test
  void aModelThatDecidesAloneSaysItsOwnReason() {
    assertThat(scene.buy().recommendation().reason()).doesNotContain("(trend");
  }

  private Signal signal(Stance stance) {
    RiskOutcome outcome =
        scene.gate.step(
            scene.state,
            scene.event(EventKind.TRADE, true, Scene.RISE, ControlCommand.NONE),
            new StrategyProposal(stance, VOICES, 80, Double.NaN));
    return Objects.requireNonNull(outcome.signal(), outcome.toString());
  }
}
