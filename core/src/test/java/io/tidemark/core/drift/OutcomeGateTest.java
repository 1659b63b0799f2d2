package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeReference;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import io.tidemark.core.score.Trigger;
import io.tidemark.core.state.StateBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Inputs look as ever throughout; what comes of the answers does not. */
class OutcomeGateTest {

  private static final long MINUTE = GateRun.MINUTE;
  private static final String INSTRUMENT = "BTC-USDT@binance";

  private static final WatchedOutcomes WATCHED =
      new WatchedOutcomes(
          new OutcomeCalibration(
              new OutcomeReference(
                  new OutcomeMeasure(Task.DIRECTION, 0.5),
                  1_000,
                  List.of(new TestReference(OutcomeTest.EDGE, -0.0201, 0.199, 0, 1))),
              // Of one family alone the level is ln(run length): 7.6 for half of one in 1,000.
              new DriftCalibration.FamilyTail(0, 1, 0, 0x1p60)),
          new ModelTiming(Trigger.BAR, MINUTE, 1, 1));

  private DriftState state = new DriftState();
  private final List<DriftAlert> alerts = new ArrayList<>();
  private @Nullable RetrainRequest request;
  private final DriftGate watching = gate(WATCHED);
  private double price = 100;
  private long bars;

  @Test
  void aModelThatIsRightAsItSaysIsNeverPaused() {
    for (int i = 0; i < 2_000; i++) {
      assertThat(bar(watching, i % 5 < 3).status()).isNotEqualTo(DriftStatus.PAUSED);
    }
    assertThat(alerts).isEmpty();
  }

  @Test
  void aModelThatIsWrongIsPausedWithItsEvidenceThoughNoInputDrifts() {
    right(50);
    int before = wrongUntilPaused(watching);
    assertThat(before).isBetween(5, 40);
    DriftAlert alert = alerts.get(0);
    assertThat(alert.tested().name()).isEqualTo("outcome-edge");
    assertThat(alert.tested().distance()).isGreaterThan(alert.tested().threshold());
    assertThat(alert.detail())
        .contains("outcome-edge: its sum is", "one false alarm in 1000 samples over 4 tests");
    DriftEvidence evidence = Objects.requireNonNull(alert.evidence());
    assertThat(evidence.comparesSamples()).isFalse();
    // The change is said to have begun with the first answers whose outcome was wrong.
    assertThat(evidence.changedAt()).isBetween(45 * MINUTE, 52 * MINUTE);
    assertThat(Objects.requireNonNull(request).features()).containsExactly("outcome-edge");
    assertThat(request.id()).isEqualTo(alert.id());
  }

  @Test
  void theSameGateWithoutOutcomesSeesNothing() {
    DriftGate blind = gate(null);
    for (int i = 0; i < 500; i++) {
      assertThat(bar(blind, false).status()).isNotEqualTo(DriftStatus.PAUSED);
    }
  }

  @Test
  void theVerdictNamesTheOutcomesThatPaused() {
    wrongUntilPaused(watching);
    DriftVerdict verdict = bar(watching, false);
    assertThat(verdict.feature()).isEqualTo("outcome-edge");
    assertThat(verdict.distance()).isGreaterThan(verdict.threshold());
  }

  @Test
  void thePauseEndsByItselfOnceTheModelIsRightForAWindow() {
    wrongUntilPaused(watching);
    int bars = 0;
    while (state.status() == DriftStatus.PAUSED && bars < 500) {
      bar(watching, true);
      bars++;
    }
    assertThat(bars).isBetween(5, 60);
    assertThat(alerts.get(1).phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(alerts.get(1).detail()).contains("outcome-edge: its sum is", "the model goes on");
  }

  @Test
  void aResumedModelBeginsWithoutWhatWasSummedUp() {
    wrongUntilPaused(watching);
    step(watching, false, ControlCommand.RESUME_MODEL);
    assertThat(state.status()).isEqualTo(DriftStatus.FILLING);
    assertThat(state.outcomes.known()).isZero();
  }

  @Test
  void aRestartAtEveryBarChangesNothing() {
    wrongUntilPaused(watching);
    List<DriftAlert> whole = List.copyOf(alerts);
    alerts.clear();
    state = new DriftState();
    price = 100;
    bars = 0;
    for (int i = 0; alerts.isEmpty() && i < 1_000; i++) {
      state = StateBytes.restored(new DriftStateCodec(), state);
      bar(watching, false);
    }
    assertThat(alerts.get(0).id()).isEqualTo(whole.get(0).id());
    assertThat(alerts.get(0).tested()).isEqualTo(whole.get(0).tested());
  }

  private static DriftGate gate(@Nullable WatchedOutcomes watched) {
    List<FeatureBaseline> features =
        List.of(new FeatureBaseline("f0", DriftRole.PAUSE, GateRun.TENTHS));
    return new DriftGate(
        new DriftBaseline("m", "1", features, new float[0], null), GateRun.AUTO, watched);
  }

  private void right(int number) {
    for (int i = 0; i < number; i++) {
      bar(watching, true);
    }
  }

  private int wrongUntilPaused(DriftGate gate) {
    for (int i = 0; i < 1_000; i++) {
      if (bar(gate, false).status() == DriftStatus.PAUSED) {
        return i;
      }
    }
    return 1_000;
  }

  /** The model says 60 % for a rise each time; the price obeys or not. */
  private DriftVerdict bar(DriftGate gate, boolean rises) {
    price *= rises ? 1.01 : 0.99;
    return step(gate, true, ControlCommand.NONE);
  }

  private DriftVerdict step(DriftGate gate, boolean closes, ControlCommand command) {
    bars++;
    long time = bars * MINUTE;
    float[] features = closes ? new float[] {GateRun.TENTHS[(int) (bars * 3 % 10)]} : new float[0];
    EventKind kind = closes ? EventKind.CANDLE : EventKind.CONTROL;
    Assessment assessment =
        new Assessment(
            new Cause(
                new EventRef(INSTRUMENT, time, bars),
                kind,
                time,
                closes ? null : new Control(INSTRUMENT, time, time, command, "ann", "seen"),
                null),
            time,
            closes,
            features,
            0,
            MarketContext.UNKNOWN.withPrice(price, time, time),
            ModelRef.NONE,
            closes ? Prediction.of(0.6f) : Prediction.NOT_ASKED);
    DriftOutcome outcome = gate.step(state, assessment);
    alerts.addAll(outcome.alerts());
    request = outcome.request() == null ? request : outcome.request();
    return outcome.verdict();
  }
}
