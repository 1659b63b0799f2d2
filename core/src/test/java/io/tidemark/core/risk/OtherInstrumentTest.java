package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.risk.RiskOutcome.Decision;
import io.tidemark.core.score.AlertPhase;
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
import org.junit.jupiter.api.Test;

/** A model serves the instruments that it was made for. */
class OtherInstrumentTest {

  private static final String OTHER = "DOGE-USDT@elsewhere";

  private final Scene scene = new Scene();

  @Test
  void anInstrumentThatTheModelDoesNotNameHasNoSignalAndOneAlertThatSaysWhy() {
    scene.gate = gate(OtherInstruments.REFUSE, OTHER);
    RiskOutcome first = scene.score(Scene.RISE);
    assertThat(first.decision()).isEqualTo(Decision.WITHHELD);
    assertThat(first.withheldBy()).isEqualTo(RiskRule.OTHER_INSTRUMENT);
    assertThat(first.signal()).isNull();
    assertThat(first.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.rule()).isEqualTo(RiskRule.OTHER_INSTRUMENT);
              assertThat(alert.occurrence().phase()).isEqualTo(AlertPhase.OPENED);
              assertThat(alert.observed()).isEqualTo(1);
              assertThat(alert.limit()).isZero();
              assertThat(alert.detail())
                  .isEqualTo(
                      "the model was not made for " + Scene.PERPETUAL + ", but for " + OTHER);
            });
    RiskOutcome second = scene.score(Scene.WEAK);
    assertThat(second.withheldBy()).as("HOLD included").isEqualTo(RiskRule.OTHER_INSTRUMENT);
    assertThat(second.alerts()).isEmpty();
  }

  @Test
  void anInstrumentThatItNamesIsServedAsByAModelThatNamesNone() {
    Signal unstated = signal(new Scene());
    for (String named : List.of(Scene.PERPETUAL, "*@*")) {
      Scene own = new Scene();
      own.gate = gate(OtherInstruments.REFUSE, OTHER, named);
      assertThat(signal(own)).usingRecursiveComparison().isEqualTo(unstated);
    }
  }

  @Test
  void whereOthersAreMarkedEverySignalHasTheVerdict() {
    scene.gate = gate(OtherInstruments.MARK, OTHER);
    Signal marked = signal(scene);
    assertThat(marked.recommendation().action()).isEqualTo(Action.BUY);
    assertThat(marked.verdicts())
        .contains(new RiskVerdict(RiskRule.OTHER_INSTRUMENT, Outcome.PASS, 1, 1));
    Scene own = new Scene();
    own.gate = gate(OtherInstruments.MARK, Scene.PERPETUAL);
    assertThat(signal(own).verdicts())
        .extracting(RiskVerdict::rule)
        .doesNotContain(RiskRule.OTHER_INSTRUMENT);
  }

  @Test
  void theNextVersionThatNamesTheInstrumentEndsTheAlert() {
    scene.gate = gate(OtherInstruments.REFUSE, OTHER);
    scene.score(Scene.RISE);
    scene.gate = gate(OtherInstruments.REFUSE);
    assertThat(scene.score(Scene.RISE).alerts())
        .extracting(alert -> alert.occurrence().phase())
        .containsExactly(AlertPhase.CLOSED);
  }

  @Test
  void theAnswerForOneModelIsNotThatForTheNextThoughEachIsFoundOnce() {
    RiskState state = new RiskState();
    ModelInstruments own = new ModelInstruments(List.of(Scene.PERPETUAL), Map.of());
    ModelInstruments others = new ModelInstruments(List.of(OTHER), Map.of());
    assertThat(state.isOf(own, Scene.PERPETUAL)).isTrue();
    assertThat(state.isOf(own, OTHER)).as("a state is of one instrument: not asked again").isTrue();
    assertThat(state.isOf(others, Scene.PERPETUAL)).isFalse();
    assertThat(state.isOf(own, Scene.PERPETUAL)).isTrue();
  }

  @Test
  void ofManyInstrumentsTheReasonNamesThree() {
    scene.gate = gate(OtherInstruments.REFUSE, "A-B@c", "D-E@f", "G-H@i", "J-K@l", "M-N@o");
    assertThat(scene.score(Scene.RISE).alerts().get(0).detail())
        .endsWith(", but for A-B@c, D-E@f, G-H@i and 2 more");
  }

  private static Signal signal(Scene scene) {
    return Objects.requireNonNull(scene.score(Scene.RISE).signal());
  }

  private static RiskGate gate(OtherInstruments others, String... servedOn) {
    return new RiskGate(
        Scene.model(List.of(servedOn), Map.of()),
        RiskLimits.builder().otherInstruments(others).build(),
        SignalPolicy.defaults(),
        Map.of(Scene.PERPETUAL, InputRequirements.ALL_REQUIRED));
  }
}
