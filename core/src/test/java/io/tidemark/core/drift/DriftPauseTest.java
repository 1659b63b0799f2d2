package io.tidemark.core.drift;

import static io.tidemark.core.drift.GateRun.AUTO;
import static io.tidemark.core.drift.GateRun.MANUAL;
import static io.tidemark.core.drift.GateRun.TENTHS;
import static io.tidemark.core.drift.GateRun.gate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.score.AlertPhase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a pause begins, how long it lasts, and who may end it. */
class DriftPauseTest {

  @Test
  void aPauseAsksForANewVersionAndNamesTheFarthestFeatureFirst() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.PAUSE, DriftRole.ALERT));
    for (int i = 0; i < 8; i++) {
      assertThat(run.bar(TENTHS[i * 3 % 10], TENTHS[i * 3 % 10], 0.5f).request()).isNull();
    }
    RetrainRequest request = null;
    for (int i = 0; request == null; i++) {
      // The second is beyond from the third sample on, the first has one calm sample more.
      request = run.bar(i == 0 ? .4f : 9f, 9f, 9f).request();
      if (request == null && i == 2) {
        assertThat(run.alerts).extracting(DriftAlert::status).doesNotContain(DriftStatus.PAUSED);
      }
    }
    DriftAlert alert = run.alerts.get(run.alerts.size() - 1);
    assertThat(alert.status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(request.id()).isEqualTo(alert.id());
    assertThat(request.features()).containsExactly("f1");
    assertThat(request.pause().eventTime()).isEqualTo(alert.eventTime());
    // It drifted from the first of its three samples at 9.
    assertThat(request.driftingSince()).isEqualTo(alert.eventTime() - 2 * GateRun.MINUTE);
    assertThat(request.reason()).isEqualTo(alert.detail());
    assertThat(run.bars(20, 9f, 9f, 9f).request()).isNull();
  }

  @Test
  void aPauseClosesTheWatchAndNothingIsSaidOfWatchingWhileItLasts() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.calm(8);
    run.bars(4, .5f);
    run.bars(30, 9f);
    assertThat(run.alerts)
        .extracting(alert -> alert.status() + " " + alert.phase())
        .containsExactly("WARN OPENED", "WARN CLOSED", "PAUSED OPENED");
    assertThat(run.alerts.get(1).eventTime()).isEqualTo(run.alerts.get(2).eventTime());
    assertThat(run.alerts.get(2).id()).isNotEqualTo(run.alerts.get(0).id());
  }

  @Test
  void withAutoAPauseEndsAfterOneFullWindowBelowTheThreshold() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(6, 9f);
    // With 3 of 4 samples beyond the reference it is 0.75 away; with 2 of 4 the calm begins.
    assertThat(run.bar(.5f).verdict().distance()).isGreaterThan(0.7);
    for (int calm = 1; calm <= 3; calm++) {
      assertThat(run.bar(TENTHS[calm * 3]).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    }
    assertThat(run.bar(.2f).verdict().status()).isNotEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts.get(1).phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(run.alerts.get(1).detail()).contains("the model goes on");
    // The two further samples at 9 and the one at 0.75 confirmed it.
    assertThat(run.alerts.get(1).occurrence().repeats()).isEqualTo(3);
  }

  @Test
  void aRelapseDuringThePauseStartsItsCountAnew() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, 9f);
    run.bars(2, .5f);
    run.bars(3, 9f);
    assertThat(run.bars(4, .5f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(1);
    assertThat(run.bar(.5f).verdict().status()).isEqualTo(DriftStatus.WATCH);
    // It is 0.5 away, which is worth a warning of its own.
    assertThat(run.bar(.5f).verdict().status()).isEqualTo(DriftStatus.WARN);
  }

  @Test
  void withAutoAnAcknowledgementChangesNothing() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, 9f);
    assertThat(run.command(ControlCommand.ACKNOWLEDGE).verdict().status())
        .isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(1);
  }

  @Test
  void withManualAPauseOutlivesItsCauseUntilAPersonAcknowledges() {
    GateRun run = new GateRun(gate(MANUAL, DriftRole.PAUSE));
    run.bars(4, 9f);
    assertThat(run.calm(40).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.command(ControlCommand.KILL).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.command(ControlCommand.ACKNOWLEDGE).verdict().status())
        .isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(1);
    run.restart();

    DriftOutcome next = run.calm(1);
    assertThat(next.verdict().status()).isEqualTo(DriftStatus.WATCH);
    DriftAlert closed = run.alerts.get(1);
    assertThat(closed.phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(closed.id()).isEqualTo(run.alerts.get(0).id());
    assertThat(closed.detail()).contains("acknowledged by ");
  }

  @Test
  void anAcknowledgedPauseLastsAsLongAsItsCause() {
    GateRun run = new GateRun(gate(MANUAL, DriftRole.PAUSE));
    run.bars(4, 9f);
    run.command(ControlCommand.ACKNOWLEDGE);
    assertThat(run.bars(20, 9f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.calm(4).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.calm(2).verdict().status()).isEqualTo(DriftStatus.WATCH);
  }

  @Test
  void aPersonMayEndAPauseAtOnceInEitherMode() {
    for (DriftOptions options : List.of(AUTO, MANUAL)) {
      GateRun run = new GateRun(gate(options, DriftRole.PAUSE));
      run.bars(6, 9f);
      DriftOutcome resumed = run.command(ControlCommand.RESUME_MODEL);
      assertThat(resumed.verdict().status()).isEqualTo(DriftStatus.FILLING);
      assertThat(resumed.alerts())
          .singleElement()
          .satisfies(
              closed -> {
                assertThat(closed.phase()).isEqualTo(AlertPhase.CLOSED);
                assertThat(closed.id()).isEqualTo(run.alerts.get(0).id());
                assertThat(closed.detail()).contains("the model was resumed by ");
              });
    }
  }

  @Test
  void aCommandForAPauseDoesNothingWhereThereIsNone() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.calm(8);
    run.command(ControlCommand.RESUME_MODEL);
    run.command(ControlCommand.ACKNOWLEDGE);
    assertThat(run.calm(1).verdict().status()).isEqualTo(DriftStatus.WATCH);
    assertThat(run.alerts).isEmpty();
  }

  @Test
  void anInstrumentWhoseStateHasExpiredFillsItsWindowsAnewAndClosesItsAlert() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, 9f);
    assertThat(run.alerts).hasSize(1);

    assertThat(run.expired().verdict().status()).isEqualTo(DriftStatus.FILLING);
    run.restart();
    run.expired();

    assertThat(run.alerts).hasSize(2);
    assertThat(run.alerts.get(1).phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(run.bars(3, 9f).verdict().status()).isEqualTo(DriftStatus.FILLING);
    assertThat(run.bar(9f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
  }

  @Test
  void aPauseThatAPersonMustAcknowledgeDoesNotExpire() {
    GateRun run = new GateRun(gate(MANUAL, DriftRole.PAUSE));
    run.bars(4, 9f);

    assertThat(run.expired().verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(1);
  }

  @Test
  void aPauseWhoseWindowsWereLostLastsUntilFullOnesAreCalm() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, 9f);
    run.lose();
    // Three to fill, and four calm ones from the first full window on.
    assertThat(run.calm(6).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.calm(1).verdict().status()).isEqualTo(DriftStatus.WATCH);

    run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, 9f);
    run.lose();
    assertThat(run.bars(30, 9f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(1);
  }

  @Test
  void aWindowThatAPersonResumedUponCannotPauseAgain() {
    GateRun run = new GateRun(gate(MANUAL, DriftRole.PAUSE));
    run.bars(4, 9f);
    run.commandAtBar(ControlCommand.RESUME_MODEL, 9f);
    assertThat(run.bars(2, 9f).verdict().status()).isEqualTo(DriftStatus.FILLING);
    // Four new samples are new evidence; the bar of the command is one of them.
    assertThat(run.bar(9f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(3);
  }
}
