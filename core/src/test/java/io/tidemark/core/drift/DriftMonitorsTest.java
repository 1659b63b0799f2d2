package io.tidemark.core.drift;

import static io.tidemark.core.drift.GateRun.AUTO;
import static io.tidemark.core.drift.GateRun.TENTHS;
import static io.tidemark.core.drift.GateRun.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.feature.DriftRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of an assessment a gate looks at, and what each monitor may do. */
class DriftMonitorsTest {

  @Test
  void aVectorThatIsHalfMissingPausesThoughEveryFeatureThatIsThereIsCalm() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.ALERT));
    for (int i = 0; i < 20; i++) {
      run.bar(TENTHS[i * 3 % 10], i < 10 ? TENTHS[i * 3 % 10] : Float.NaN);
    }
    DriftAlert alert = run.alerts.get(run.alerts.size() - 1);
    assertThat(alert.status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(alert.tested().name()).isEqualTo("missing-rate");
  }

  @Test
  void infinitiesInTheVectorPause() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.IGNORE));
    for (int i = 0; i < 20; i++) {
      run.bar(TENTHS[i * 3 % 10], i < 10 ? 0f : Float.NEGATIVE_INFINITY);
    }
    DriftAlert alert = run.alerts.get(run.alerts.size() - 1);
    assertThat(alert.status()).isEqualTo(DriftStatus.PAUSED);
    assertThat(alert.tested().name()).isEqualTo("non-finite-rate");
    assertThat(alert.detail()).doesNotContain("NaN");
  }

  @Test
  void theDriftOfAFeatureThatMayOnlyAlertNeverPauses() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.PAUSE, DriftRole.ALERT));
    for (int i = 0; i < 20; i++) {
      run.bar(TENTHS[i * 3 % 10], 9f);
    }
    assertThat(run.alerts)
        .singleElement()
        .extracting(alert -> alert.tested().name())
        .isEqualTo("f1");
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
    assertThat(alert.tested().name()).isEqualTo("f1");
    assertThat(alert.tested().distance()).isEqualTo(1.0);
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
  void whereNoFeatureMayPauseTheVerdictIsAboutWhatIsMissing() {
    GateRun run = new GateRun(gate(AUTO, DriftRole.ALERT));
    DriftVerdict verdict = run.bars(4, 9f).verdict();
    assertThat(verdict).isEqualTo(new DriftVerdict(DriftStatus.WARN, "missing-rate", 0.0, 0.7, 4));
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
}
