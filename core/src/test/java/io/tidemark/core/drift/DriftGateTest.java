package io.tidemark.core.drift;

import static io.tidemark.core.drift.GateRun.AUTO;
import static io.tidemark.core.drift.GateRun.TENTHS;
import static io.tidemark.core.drift.GateRun.gate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.score.AlertPhase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftGateTest {

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
    DriftOutcome last = run.calm(40);
    assertThat(last.verdict())
        .isEqualTo(new DriftVerdict(DriftStatus.WATCH, "f0", last.verdict().distance(), 0.7, 4));
    assertThat(last.verdict().distance()).isLessThan(0.3);
    assertThat(run.alerts).isEmpty();
  }

  @Test
  void betweenBarClosesTheSameOutcomeIsHandedOutAndNothingIsSampled() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.calm(8);
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
    run.calm(8);
    run.bars(9, .5f);
    run.calm(12);

    assertThat(run.alerts).hasSize(2);
    DriftAlert opened = run.alerts.get(0);
    DriftAlert closed = run.alerts.get(1);
    assertThat(opened.phase()).isEqualTo(AlertPhase.OPENED);
    assertThat(opened.status()).isEqualTo(DriftStatus.WARN);
    assertThat(opened.occurrence().repeats()).isZero();
    assertThat(opened.occurrence().openedAt()).isEqualTo(opened.eventTime());
    assertThat(closed.phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(closed.id()).isEqualTo(opened.id()).hasSize(32);
    assertThat(closed.occurrence().openedAt()).isEqualTo(opened.occurrence().openedAt());
    // Every sample between the two confirmed it, but for the four that ended it.
    assertThat(closed.occurrence().repeats())
        .isEqualTo((closed.eventTime() - opened.eventTime()) / GateRun.MINUTE - 4);
    assertThat(closed.tested().distance()).isLessThanOrEqualTo(0.3);
  }

  @Test
  void aDistanceThatCrossesItsWarningThresholdToAndFroIsOneAlert() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.calm(8);
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
                new DriftOptions(
                    4, 0, 3, new DriftThresholds(0, 0.3, 0.7), ResumeMode.AUTO, 1000, 1),
                DriftRole.PAUSE));
    run.calm(4);
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
  void aWarningWhoseWindowsWereLostCloses() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.calm(8);
    run.bars(4, .5f);
    run.lose();
    assertThat(run.bar(.5f).verdict().status()).isEqualTo(DriftStatus.FILLING);
    assertThat(run.alerts.get(1).detail()).endsWith("all windows start anew");
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
    assertThat(closed.tested().name()).isEqualTo("f0");
    assertThat(closed.model().version()).isEqualTo("1");
    assertThat(closed.detail()).endsWith("m 2 brings another reference");
    assertThat(run.bars(3, 9f).verdict().status()).isEqualTo(DriftStatus.FILLING);
  }

  @Test
  void otherThresholdsKeepTheWindows() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE));
    run.bars(4, .5f);
    run.gate =
        gate(
            new DriftOptions(4, 0, 1, new DriftThresholds(0, 0.2, 0.45), ResumeMode.AUTO, 1000, 1),
            DriftRole.PAUSE);
    assertThat(run.bar(.5f).verdict().status()).isEqualTo(DriftStatus.PAUSED);
  }

  @Test
  void aModelWithoutABaselineGetsNoVerdictRatherThanAStableOne() {
    GateRun run = new GateRun(new DriftGate(DriftBaseline.none("m", "1"), AUTO));
    assertThat(run.bars(50, 1f, 2f).verdict().status()).isEqualTo(DriftStatus.FILLING);
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
}
