package io.tidemark.core.drift;

import static io.tidemark.core.drift.GateRun.TENTHS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.score.AlertPhase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thresholds, windows and persistence of a gate whose model was calibrated. */
class CalibratedGateTest {

  /** A family strays as often as one series alone, so its level is {@link #level}. */
  private static final DriftCalibration.FamilyTail ALONE =
      new DriftCalibration.FamilyTail(0, 1, 0, 0x1p60);

  @Test
  void thresholdsFollowFromTheCalibrationTheBudgetAndTheFamily() {
    // (D^2 - 0.01) / 0.02 = ln(run length): 0.387 for 1,000 samples of one instrument.
    DriftOptions one =
        new DriftOptions(4, 0, 1, new DriftThresholds(0.1, 0.3, 0.7), ResumeMode.AUTO, 1000, 1);
    DriftOptions ten =
        new DriftOptions(4, 0, 1, new DriftThresholds(0.1, 0.3, 0.7), ResumeMode.AUTO, 1000, 10);
    double threshold = Math.sqrt(0.01 + 0.02 * level(1000));
    assertThat(new GateRun(calibrated(one)).bars(4, 9f).verdict().threshold()).isEqualTo(threshold);
    assertThat(new GateRun(calibrated(ten)).bars(4, 9f).verdict().threshold())
        .isEqualTo(Math.sqrt(0.01 + 0.02 * level(10_000)));

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
  void theModelsOfAStrategyShareTheBudgetAndTheirAlertsAreToldApart() {
    DriftOptions two =
        new DriftOptions(4, 0, 1, new DriftThresholds(0.1, 0.3, 0.7), ResumeMode.AUTO, 1000, 2);
    GateRun trend = new GateRun(calibrated(two, new DriftMember("trend", 5)));
    GateRun fast = new GateRun(calibrated(two, new DriftMember("fast", 5)));
    GateRun alone = new GateRun(calibrated(two));

    assertThat(trend.bars(4, 9f).verdict().threshold())
        .as("that of two instruments with five gates each")
        .isEqualTo(Math.sqrt(0.01 + 0.02 * level(10_000)));
    assertThat(alone.bars(4, 9f).verdict().threshold())
        .as("control: one gate on each instrument")
        .isEqualTo(Math.sqrt(0.01 + 0.02 * level(2_000)));
    fast.bars(4, 9f);
    DriftAlert first = trend.alerts.get(0);
    assertThat(Objects.requireNonNull(first.evidence()).family()).isEqualTo(30);
    assertThat(first.detail()).startsWith("trend: f0: live window");
    assertThat(first.id())
        .as("of the same artefact upon the same event")
        .isNotEqualTo(fast.alerts.get(0).id())
        .isNotEqualTo(alone.alerts.get(0).id());
  }

  @Test
  void theShortWindowSeesALargeChangeBeforeTheLongOneIsEvenFull() {
    DriftOptions both =
        new DriftOptions(12, 4, 1, new DriftThresholds(0, 0.3, 0.7), ResumeMode.AUTO, 1000, 1);
    GateRun run = new GateRun(calibrated(both));
    assertThat(run.bars(4, 9f).verdict())
        .isEqualTo(new DriftVerdict(DriftStatus.PAUSED, "f0", 1.0, shortThreshold(), 4));
    DriftEvidence evidence = Objects.requireNonNull(run.alerts.get(0).evidence());
    assertThat(run.alerts.get(0).tested().window()).isEqualTo(4);
    // A feature and two rates, in two windows each.
    assertThat(evidence.family()).isEqualTo(6);
    run.restart();
    run.bars(8, 9f);
    // Both are beyond now, and the feature is named once.
    assertThat(run.state.beyondPause).containsExactly(1, 1, 0, 0, 0, 0);
    // It lasts until nothing was beyond for a whole long window.
    assertThat(run.calm(14).verdict().status()).isEqualTo(DriftStatus.PAUSED);
    run.calm(6);
    assertThat(run.alerts.get(1).phase()).isEqualTo(AlertPhase.CLOSED);
  }

  @Test
  void theEvidenceOfTheShortWindowIsOfItsOwnTime() {
    DriftOptions both =
        new DriftOptions(12, 4, 1, new DriftThresholds(0, 0.5, 0.7), ResumeMode.AUTO, 1000, 1);
    GateRun run = new GateRun(calibrated(both));
    run.calm(30);
    run.bars(4, 9f);
    DriftAlert alert = run.alerts.get(run.alerts.size() - 1);
    DriftEvidence evidence = Objects.requireNonNull(alert.evidence());
    assertThat(alert.tested().window()).isEqualTo(4);
    assertThat(evidence.window().to() - evidence.window().from()).isEqualTo(3 * GateRun.MINUTE);
    assertThat(evidence.window().to()).isEqualTo(alert.eventTime());
  }

  @Test
  void noThresholdIsBelowTheEffectSizeFloor() {
    DriftOptions floor =
        new DriftOptions(4, 0, 1, new DriftThresholds(0.6, 0.3, 0.7), ResumeMode.AUTO, 1000, 1);
    GateRun run = new GateRun(calibrated(floor));
    assertThat(run.bars(4, .5f).verdict())
        .isEqualTo(new DriftVerdict(DriftStatus.WATCH, "f0", 0.5, 0.6, 4));
    assertThat(run.alerts).isEmpty();
  }

  @Test
  void aModelThatWasCalibratedForAnotherWindowOrPersistenceIsRefusedNamingBoth() {
    assertThatThrownBy(
            () ->
                calibrated(
                    new DriftOptions(
                        5, 0, 2, new DriftThresholds(0.1, 0.3, 0.7), ResumeMode.AUTO, 1000, 1)))
        .hasMessageContaining("drift.window is 5, the model was calibrated for 4")
        .hasMessageContaining("drift.persistence is 2, the model was calibrated for 1");
  }

  private static double level(double runLength) {
    return Math.log(runLength);
  }

  private static double shortThreshold() {
    return Math.sqrt(0.1 + 0.05 * level(1000));
  }

  /** For windows of 12 and 4 samples, or of 4 alone. */
  private static DriftGate calibrated(DriftOptions options) {
    return calibrated(options, null);
  }

  private static DriftGate calibrated(DriftOptions options, @Nullable DriftMember member) {
    boolean both = options.shortWindow() > 0;
    DriftCalibration calibration =
        new DriftCalibration(
            both ? 12 : 4,
            both ? 4 : 0,
            1,
            tails(new DriftCalibration.SeriesTail(0.01, 0.02)),
            both ? tails(new DriftCalibration.SeriesTail(0.1, 0.05)) : Map.of(),
            ALONE,
            ALONE);
    List<FeatureBaseline> feature = List.of(new FeatureBaseline("f0", DriftRole.PAUSE, TENTHS));
    return new DriftGate(
        new DriftBaseline("m", "1", feature, new float[0], calibration), options, null, member);
  }

  private static Map<String, DriftCalibration.SeriesTail> tails(DriftCalibration.SeriesTail tail) {
    return Map.of(
        "f0", tail, DriftBaseline.MISSING_RATE, tail, DriftBaseline.NON_FINITE_RATE, tail);
  }
}
