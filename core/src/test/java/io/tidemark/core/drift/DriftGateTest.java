package io.tidemark.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.score.AlertPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DriftGateTest {

  /** 0.1, 0.2 .. 1.0: a live window of nothing but 0.5 is 0.5 away, one beyond 1.0 is 1 away. */
  private static final float[] TENTHS = {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, 1f};

  private static final DriftOptions AUTO =
      new DriftOptions(4, 0, 1, 0, 0.3, 0.7, ResumeMode.AUTO, 1000, 1);
  private static final DriftOptions MANUAL =
      new DriftOptions(4, 0, 1, 0, 0.3, 0.7, ResumeMode.MANUAL, 1000, 1);

  @Test
  void thereIsNoVerdictUntilAWindowThatMayPauseIsFull() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.ALERT, DriftRole.PAUSE));
    DriftVerdict filling = run.bars(3, 9f, 9f).verdict();
    assertThat(filling.status()).isEqualTo(DriftStatus.FILLING);
    assertThat(filling.feature()).isEmpty();
    assertThat(filling.distance()).isNaN();
    assertThat(run.alerts).isEmpty();
    assertThat(run.bar(9f, 9f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
  }

  @Test
  void aLiveWindowThatLooksLikeTheReferenceIsWatchedInSilence() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    DriftOutcome last = calm(run, 40);
    assertThat(last.verdict())
        .isEqualTo(new DriftVerdict(DriftStatus.WATCH, "f0", last.verdict().distance(), 0.7, 4));
    assertThat(last.verdict().distance()).isLessThan(0.3);
    assertThat(run.alerts).isEmpty();
  }

  @Test
  void betweenBarClosesTheSameOutcomeIsHandedOutAndNothingIsSampled() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    calm(run, 8);
    DriftOutcome first = run.trade(0.9f, 99f);
    for (int i = 0; i < 20; i++) {
      assertThat(run.trade(0.9f, 99f)).isSameAs(first);
    }
    assertThat(first.verdict().status()).isEqualTo(DriftStatus.WATCH);
    assertThat(first.alerts()).isSameAs(List.of());
  }

  @Test
  void aBarBeforeTheFeaturesAreWarmIsNoSample() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    for (int i = 0; i < 10; i++) {
      assertThat(run.cold(9f).verdict().status()).isEqualTo(DriftStatus.FILLING);
    }
  }

  @Test
  void aWarningOpensOnceCountsItsRepeatsAndClosesAfterAFullCalmWindow() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    calm(run, 8);
    run.bars(9, .5f);
    calm(run, 12);

    assertThat(run.alerts).hasSize(2);
    DriftAlert opened = run.alerts.get(0);
    DriftAlert closed = run.alerts.get(1);
    assertThat(opened.phase()).isEqualTo(AlertPhase.OPENED);
    assertThat(opened.status()).isEqualTo(DriftStatus.WARN);
    assertThat(opened.repeats()).isZero();
    assertThat(opened.openedAt()).isEqualTo(opened.eventTime());
    assertThat(closed.phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(closed.id()).isEqualTo(opened.id()).hasSize(32);
    assertThat(closed.openedAt()).isEqualTo(opened.openedAt());
    // Every sample between the two confirmed it, but for the four that ended it.
    assertThat(closed.repeats())
        .isEqualTo((closed.eventTime() - opened.eventTime()) / GateRun.MINUTE - 4);
    assertThat(closed.distance()).isLessThanOrEqualTo(0.3);
  }

  @Test
  void aDistanceThatCrossesItsWarningThresholdToAndFroIsOneAlert() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    calm(run, 8);
    int crossings = 0;
    boolean above = false;
    for (int i = 0; i < 40; i++) {
      boolean now = run.bar(i % 5 < 2 ? .5f : TENTHS[i * 3 % 10]).verdict().distance() > 0.3;
      crossings += now == above ? 0 : 1;
      above = now;
    }
    assertThat(crossings).isGreaterThan(10);
    assertThat(run.alerts).hasSize(1);
  }

  @Test
  void aSeriesIsBeyondOnlyAfterSoManyOfItsSamplesInARow() {
    GateRun run =
        new GateRun(
            gate(
                new DriftOptions(4, 0, 3, 0, 0.3, 0.7, ResumeMode.AUTO, 1000, 1), DriftRole.PAUSE));
    calm(run, 4);
    run.bars(3, 9f); // 0.75 away: the first
    run.bar(9f);
    assertThat(run.alerts).extracting(DriftAlert::status).doesNotContain(DriftStatus.PAUSED);
    run.restart();
    assertThat(run.bar(9f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
  }

  @Test
  void anAlertSaysInOneSentenceWhatIsWrong() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, 9f);
    assertThat(run.alerts)
        .singleElement()
        .extracting(DriftAlert::detail)
        .isEqualTo(
            "f0: live window of 4 samples is 1.000 away from its reference of 10"
                + " (pause threshold 0.700, a plain distance, not calibrated); its mean is 29.42"
                + " standard deviations higher, its spread 0.00 times the reference's; since about"
                + " 1970-01-01T00:01:00Z");
  }

  @Test
  void thresholdsFollowFromTheCalibrationTheBudgetAndTheFamily() {
    // (D^2 - 0.01) / 0.02 = ln(run length): 0.387 for 1,000 samples of one instrument.
    DriftOptions one = new DriftOptions(4, 0, 1, 0.1, 0.3, 0.7, ResumeMode.AUTO, 1000, 1);
    DriftOptions ten = new DriftOptions(4, 0, 1, 0.1, 0.3, 0.7, ResumeMode.AUTO, 1000, 10);
    double threshold = Math.sqrt(0.01 + 0.02 * Math.log(1000));
    assertThat(new GateRun(calibrated(one)).bars(4, 9f).verdict().threshold()).isEqualTo(threshold);
    assertThat(new GateRun(calibrated(ten)).bars(4, 9f).verdict().threshold())
        .isEqualTo(Math.sqrt(0.01 + 0.02 * Math.log(10_000)));

    GateRun run = new GateRun(calibrated(ten));
    run.bars(4, 9f);
    DriftEvidence evidence = Objects.requireNonNull(run.alerts.get(0).evidence());
    assertThat(evidence.budget()).isEqualTo(1000);
    // One feature, two rates and ten instruments.
    assertThat(evidence.family()).isEqualTo(30);
    assertThat(run.alerts.get(0).detail())
        .contains("one false alarm in 1000 samples over 30 tests");
  }

  @Test
  void theShortWindowSeesALargeChangeBeforeTheLongOneIsEvenFull() {
    DriftOptions both = new DriftOptions(12, 4, 1, 0, 0.3, 0.7, ResumeMode.AUTO, 1000, 1);
    GateRun run = new GateRun(calibrated(both));
    assertThat(run.bars(4, 9f).verdict())
        .isEqualTo(new DriftVerdict(DriftStatus.PAUSED, "f0", 1.0, shortThreshold(), 4));
    DriftEvidence evidence = Objects.requireNonNull(run.alerts.get(0).evidence());
    assertThat(run.alerts.get(0).window()).isEqualTo(4);
    // A feature and two rates, in two windows each.
    assertThat(evidence.family()).isEqualTo(6);
    run.restart();
    run.bars(8, 9f);
    // Both are beyond now, and the feature is named once.
    assertThat(run.state.beyondPause).containsExactly(1, 1, 0, 0, 0, 0);
    // It lasts until nothing was beyond for a whole long window.
    assertThat(calm(run, 14).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    calm(run, 6);
    assertThat(run.alerts.get(1).phase()).isEqualTo(AlertPhase.CLOSED);
  }

  @Test
  void theEvidenceOfTheShortWindowIsOfItsOwnTime() {
    DriftOptions both = new DriftOptions(12, 4, 1, 0, 0.5, 0.7, ResumeMode.AUTO, 1000, 1);
    GateRun run = new GateRun(calibrated(both));
    calm(run, 30);
    run.bars(4, 9f);
    DriftAlert alert = run.alerts.get(run.alerts.size() - 1);
    DriftEvidence evidence = Objects.requireNonNull(alert.evidence());
    assertThat(alert.window()).isEqualTo(4);
    assertThat(evidence.windowTo() - evidence.windowFrom()).isEqualTo(3 * GateRun.MINUTE);
    assertThat(evidence.windowTo()).isEqualTo(alert.eventTime());
  }

  @Test
  void noThresholdIsBelowTheEffectSizeFloor() {
    DriftOptions floor = new DriftOptions(4, 0, 1, 0.6, 0.3, 0.7, ResumeMode.AUTO, 1000, 1);
    GateRun run = new GateRun(calibrated(floor));
    assertThat(run.bars(4, .5f).verdict())
        .isEqualTo(new DriftVerdict(DriftStatus.WATCH, "f0", 0.5, 0.6, 4));
    assertThat(run.alerts).isEmpty();
  }

  @Test
  void aModelThatWasCalibratedForAnotherWindowOrPersistenceIsRefusedNamingBoth() {
    assertThatThrownBy(
            () -> calibrated(new DriftOptions(5, 0, 2, 0.1, 0.3, 0.7, ResumeMode.AUTO, 1000, 1)))
        .hasMessageContaining("drift.window is 5, the model was calibrated for 4")
        .hasMessageContaining("drift.persistence is 2, the model was calibrated for 1");
  }

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
    assertThat(request.requestedAt()).isEqualTo(alert.eventTime());
    // It drifted from the first of its three samples at 9.
    assertThat(request.driftingSince()).isEqualTo(alert.eventTime() - 2 * GateRun.MINUTE);
    assertThat(request.reason()).isEqualTo(alert.detail());
    assertThat(run.bars(20, 9f, 9f, 9f).request()).isNull();
  }

  @Test
  void aVectorThatIsHalfMissingPausesThoughEveryFeatureThatIsThereIsCalm() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.ALERT));
    for (int i = 0; i < 20; i++) {
      run.bar(TENTHS[i * 3 % 10], i < 10 ? TENTHS[i * 3 % 10] : Float.NaN);
    }
    DriftAlert alert = run.alerts.get(run.alerts.size() - 1);
    assertThat(alert.status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(alert.feature()).isEqualTo("missing-rate");
  }

  @Test
  void infinitiesInTheVectorPause() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.IGNORE));
    for (int i = 0; i < 20; i++) {
      run.bar(TENTHS[i * 3 % 10], i < 10 ? 0f : Float.NEGATIVE_INFINITY);
    }
    DriftAlert alert = run.alerts.get(run.alerts.size() - 1);
    assertThat(alert.status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(alert.feature()).isEqualTo("non-finite-rate");
    assertThat(alert.detail()).doesNotContain("NaN");
  }

  @Test
  void theDriftOfAFeatureThatMayOnlyAlertNeverPauses() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.ALERT));
    for (int i = 0; i < 20; i++) {
      run.bar(TENTHS[i * 3 % 10], 9f);
    }
    assertThat(run.alerts).singleElement().extracting(DriftAlert::feature).isEqualTo("f1");
    DriftVerdict verdict = run.trade(0.5f, 0, 0).verdict();
    assertThat(verdict.status()).isEqualTo(DriftStatus.WARN);
    // The verdict holds what may pause against the pause threshold.
    assertThat(verdict.feature()).isEqualTo("f0");
    assertThat(verdict.distance()).isLessThan(0.7);
  }

  @Test
  void theDriftOfAnIgnoredFeatureIsNotEvenLookedAt() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.IGNORE, DriftRole.PAUSE));
    for (int i = 0; i < 20; i++) {
      run.bar(9f, TENTHS[i * 3 % 10]);
    }
    assertThat(run.alerts).isEmpty();
  }

  @Test
  void aFeatureThatIsMissingIsSkippedWithoutHoldingUpTheOthers() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.PAUSE));
    run.bars(3, Float.NaN, 9f);
    run.bar(Float.NaN, 9f);
    DriftAlert alert = run.alerts.get(0);
    assertThat(alert.status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(alert.feature()).isEqualTo("f1");
    assertThat(alert.distance()).isEqualTo(1.0);
  }

  @Test
  void theScoreMayPauseAndIsSampledOnlyWhenItIsAProbability() {
    DriftGate gate =
        new DriftGate(
            new DriftBaseline(
                "m",
                "1",
                List.of(new FeatureBaseline("f0", DriftRole.IGNORE, TENTHS)),
                TENTHS,
                null),
            AUTO);
    GateRun run = new GateRun(gate);
    run.bars(5, .5f);
    run.scored(Float.NaN, .5f);
    run.scored(7f, .5f);
    run.scored(Float.POSITIVE_INFINITY, .5f);
    assertThat(run.scored(0f, .5f).verdict().status()).isEqualTo(DriftStatus.FILLING);
    run.scored(0f, .5f);
    run.scored(0f, .5f);
    assertThat(run.scored(0f, .5f).verdict())
        .isEqualTo(new DriftVerdict(DriftStatus.PAUSED, "score", 1.0, 0.7, 4));
  }

  @Test
  void aPauseClosesTheWatchAndNothingIsSaidOfWatchingWhileItLasts() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    calm(run, 8);
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
    assertThat(run.alerts.get(1).repeats()).isEqualTo(3);
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
    assertThat(calm(run, 40).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.command(ControlCommand.KILL).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.command(ControlCommand.ACKNOWLEDGE).verdict().status())
        .isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(1);
    run.restart();

    DriftOutcome next = calm(run, 1);
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
    assertThat(calm(run, 4).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(calm(run, 2).verdict().status()).isEqualTo(DriftStatus.WATCH);
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
    calm(run, 8);
    run.command(ControlCommand.RESUME_MODEL);
    run.command(ControlCommand.ACKNOWLEDGE);
    assertThat(calm(run, 1).verdict().status()).isEqualTo(DriftStatus.WATCH);
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
    lose(run.state);
    // Three to fill, and four calm ones from the first full window on.
    assertThat(calm(run, 6).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(calm(run, 1).verdict().status()).isEqualTo(DriftStatus.WATCH);

    run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, 9f);
    lose(run.state);
    assertThat(run.bars(30, 9f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(run.alerts).hasSize(1);
  }

  @Test
  void aWarningWhoseWindowsWereLostCloses() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    calm(run, 8);
    run.bars(4, .5f);
    lose(run.state);
    assertThat(run.bar(.5f).verdict().status()).isEqualTo(DriftStatus.FILLING);
    assertThat(run.alerts.get(1).detail()).endsWith("all windows start anew");
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

  @Test
  void anotherModelClosesWhatWasOpenUnderItsOwnNameAndStartsAnew() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(5, 9f);
    run.gate =
        new DriftGate(
            new DriftBaseline(
                "m",
                "2",
                List.of(new FeatureBaseline("g", DriftRole.PAUSE, TENTHS)),
                new float[0],
                null),
            AUTO);
    run.restart();
    DriftOutcome first = run.trade(0.5f, 9f);
    assertThat(first.verdict().status()).isEqualTo(DriftStatus.FILLING);
    DriftAlert closed = first.alerts().get(0);
    assertThat(closed.id()).isEqualTo(run.alerts.get(0).id());
    assertThat(closed.status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(closed.feature()).isEqualTo("f0");
    assertThat(closed.modelVersion()).isEqualTo("1");
    assertThat(closed.detail()).endsWith("m 2 brings another reference");
    assertThat(run.bars(3, 9f).verdict().status()).isEqualTo(DriftStatus.FILLING);
  }

  @Test
  void otherThresholdsKeepTheWindows() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, .5f);
    run.gate =
        gate(new DriftOptions(4, 0, 1, 0, 0.2, 0.45, ResumeMode.AUTO, 1000, 1), DriftRole.PAUSE);
    assertThat(run.bar(.5f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
  }

  @Test
  void aModelWithoutABaselineGetsNoVerdictRatherThanAStableOne() {
    GateRun run = new GateRun(new DriftGate(DriftBaseline.none("m", "1"), AUTO));
    assertThat(run.bars(50, 1f, 2f).verdict().status()).isEqualTo(DriftStatus.FILLING);
  }

  @Test
  void whereNoFeatureMayPauseTheVerdictIsAboutWhatIsMissing() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.ALERT));
    DriftVerdict verdict = run.bars(4, 9f).verdict();
    assertThat(verdict).isEqualTo(new DriftVerdict(DriftStatus.WARN, "missing-rate", 0.0, 0.7, 4));
  }

  @Test
  void restartsAtEveryBarChangeNothing() {
    DriftGate gate = gate(AUTO, DriftRole.PAUSE, DriftRole.ALERT);
    GateRun through = new GateRun(gate);
    GateRun restarted = new GateRun(gate);
    List<DriftOutcome> expected = new ArrayList<>();
    List<DriftOutcome> actual = new ArrayList<>();
    float[] stream = Streams.awkward(11, 800);
    for (int i = 1; i < stream.length; i++) {
      // Long stretches around the reference, and long ones beyond it.
      float shift = i / 60 % 3 == 0 ? 5 : 0.5f;
      float value = TENTHS[i * 3 % 10] * shift;
      expected.add(through.bar(value, stream[i]));
      restarted.restart();
      actual.add(restarted.bar(value, stream[i]));
    }
    assertThat(actual)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class) // NaN is NaN
        .isEqualTo(expected);
    assertThat(through.alerts).hasSizeGreaterThan(6);
    assertThat(GateRun.bytes(restarted.state)).isEqualTo(GateRun.bytes(through.state));
  }

  @Test
  void aFeatureToLookAtWithoutAReferenceIsRefusedByName() {
    FeatureBaseline empty = new FeatureBaseline("atr(14)", DriftRole.ALERT, new float[0]);
    DriftBaseline baseline = new DriftBaseline("m", "1", List.of(empty), new float[0], null);
    assertThatThrownBy(() -> new DriftGate(baseline, AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("atr(14)");
  }

  @Test
  void aVectorOfAnotherLengthThanTheBaselineIsABug() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.PAUSE));
    assertThatThrownBy(() -> run.bar(1f)).hasMessageContaining("has 2 features, the vector has 1");
  }

  @Test
  void everyWrongOptionIsNamedAtOnce() {
    assertThatThrownBy(() -> new DriftOptions(0, 5, 0, 2, 1.5, Double.NaN, ResumeMode.AUTO, 0, 0))
        .hasMessageContaining("drift.window must be positive, was 0")
        .hasMessageContaining("drift.short-window must be 0 or below drift.window, 0, was 5")
        .hasMessageContaining("drift.persistence must be positive, was 0")
        .hasMessageContaining("drift.min-distance must be at least 0 and below 1, was 2.0")
        .hasMessageContaining("drift.warn-threshold")
        .hasMessageContaining("drift.budget must be positive, was 0.0")
        .hasMessageContaining("drift.family must name at least one instrument")
        .hasMessageContaining("drift.pause-threshold must be above 0 and at most 1, was NaN");
    assertThatThrownBy(() -> new DriftOptions(10, 0, 1, 0, 0.5, 0.4, ResumeMode.AUTO, 1000, 1))
        .hasMessageContaining("was 0.5 above 0.4");
  }

  /** Bars that run through the reference evenly, so that four in a row look like it. */
  private static DriftOutcome calm(GateRun run, int n) {
    DriftOutcome last = run.bar(TENTHS[0]);
    for (int i = 1; i < n; i++) {
      last = run.bar(TENTHS[i * 3 % 10]);
    }
    return last;
  }

  /** As a state of version 1 is read. */
  private static void lose(DriftState state) {
    state.windows = new KsWindowState[0];
    state.named = -1;
    state.calm = 0;
    if (state.open != null) {
      state.open.series = -1;
    }
  }

  private static double shortThreshold() {
    return Math.sqrt(0.1 + 0.05 * Math.log(1000));
  }

  /** For windows of 12 and 4 samples, or of 4 alone. */
  private static DriftGate calibrated(DriftOptions options) {
    boolean both = options.shortWindow() > 0;
    DriftCalibration.FamilyTail alone = new DriftCalibration.FamilyTail(0, 1);
    DriftCalibration calibration =
        new DriftCalibration(
            both ? 12 : 4,
            both ? 4 : 0,
            1,
            tails(new DriftCalibration.SeriesTail(0.01, 0.02)),
            both ? tails(new DriftCalibration.SeriesTail(0.1, 0.05)) : Map.of(),
            alone,
            alone);
    List<FeatureBaseline> feature = List.of(new FeatureBaseline("f0", DriftRole.PAUSE, TENTHS));
    return new DriftGate(new DriftBaseline("m", "1", feature, new float[0], calibration), options);
  }

  private static Map<String, DriftCalibration.SeriesTail> tails(DriftCalibration.SeriesTail tail) {
    return Map.of(
        "f0", tail, DriftBaseline.MISSING_RATE, tail, DriftBaseline.NON_FINITE_RATE, tail);
  }

  private static DriftGate gate(DriftOptions options, DriftRole... roles) {
    List<FeatureBaseline> features = new ArrayList<>();
    for (DriftRole role : roles) {
      features.add(new FeatureBaseline("f" + features.size(), role, TENTHS));
    }
    return new DriftGate(new DriftBaseline("m", "1", features, new float[0], null), options);
  }
}
