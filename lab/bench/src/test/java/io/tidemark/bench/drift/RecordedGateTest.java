package io.tidemark.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.core.drift.DriftBaseline;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.feature.DriftRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedGateTest {

  private static final int WINDOW = 40;

  private static final CalibrationPlan PLAN = CalibrationPlan.of(WINDOW, 600, 1);

  private static final RecordedTable KNOWN = table(1, 6_000);

  @Test
  void aShiftPausesAndIsNamedWithItsDirection() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 2_000).forEach(row -> row[1] += 2);

    RecordedRun run = gate(DriftRole.PAUSE).over(live);

    assertThat(run.pauses())
        .singleElement()
        .satisfies(
            pause -> {
              assertThat(pause.series()).isEqualTo("b");
              assertThat(pause.from()).isBetween(1_000, 1_000 + WINDOW);
              assertThat(pause.to()).isEqualTo(Episode.LASTS);
              assertThat(pause.reached()).isGreaterThan(1);
              assertThat(pause.evidence().changedAt()).isBetween(990L, 1_010L);
              assertThat(pause.difference()).startsWith("mean +");
            });
    assertThat(run.verdicts()).hasSize(2_000);
    assertThat(run.verdicts().get(999).status()).isNotEqualTo(DriftStatus.PAUSED);
    assertThat(run.verdicts().get(1_999).status()).isEqualTo(DriftStatus.PAUSED);
  }

  @Test
  void calmRowsHardlyEverPauseAndThoseThatShiftedAlwaysDo() {
    RecordedGate gate = gate(DriftRole.PAUSE);
    int calm = 0;
    int shifted = 0;
    for (int seed = 2; seed < 22; seed++) {
      RecordedTable live = table(seed, 3_000);
      calm += gate.over(live).pauses().isEmpty() ? 0 : 1;
      live.rows().forEach(row -> row[0] += 2);
      shifted += gate.over(live).pauses().isEmpty() ? 0 : 1;
    }
    // The budget is one false pause in 100,000 rows, and these are 60,000.
    assertThat(calm).isLessThan(5);
    assertThat(shifted).isEqualTo(20);
  }

  @Test
  void aPauseEndsByItselfAFullWindowAfterTheLastDistanceAboveItsThreshold() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 1_100).forEach(row -> row[1] += 2);
    Episode pause = gate(DriftRole.PAUSE).over(live).pauses().get(0);
    assertThat(pause.to()).isBetween(1_100 + WINDOW, 1_100 + 3 * WINDOW);
  }

  @Test
  void theThresholdThatIsToldIsTheOneThatTheGatePausesAt() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 2_000).forEach(row -> row[1] += 2);
    RecordedGate gate = gate(DriftRole.PAUSE);
    Episode pause = gate.over(live).pauses().get(0);
    assertThat(pause.opened().tested().threshold())
        .isEqualTo(gate.pauseThreshold("b", pause.opened().tested().window()));
  }

  @Test
  void aRunKnowsWhenItWasNearestToAPause() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 1_020).forEach(row -> row[1] += 3);
    RecordedRun run = gate(DriftRole.PAUSE).over(live);
    int nearest = run.nearest(0, 2_000);
    assertThat(nearest).isBetween(1_000, 1_000 + WINDOW);
    assertThat(run.verdicts().get(nearest).feature()).isEqualTo("b");
    // No window is full yet.
    assertThat(run.nearest(0, 5)).isZero();
    assertThat(run.reached(0)).isNaN();
  }

  @Test
  void whatMayOnlyWarnDoesNotPause() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 2_000).forEach(row -> row[1] += 2);
    RecordedRun run = gate(DriftRole.ALERT).over(live);
    assertThat(run.pauses()).isEmpty();
    assertThat(run.episodes()).extracting(Episode::series).contains("b");
  }

  @Test
  void whoIsResumedAfterEachPauseMustFillItsWindowsAgain() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 2_000).forEach(row -> row[1] += 2);
    List<Episode> pauses = gate(DriftRole.PAUSE).resumedAfterEach(live).pauses();
    assertThat(pauses).hasSizeGreaterThan(10);
    for (int i = 0; i < pauses.size(); i++) {
      assertThat(pauses.get(i).to()).isEqualTo(pauses.get(i).from());
      if (i > 0) {
        // The short window, and three in a row.
        assertThat(pauses.get(i).from() - pauses.get(i - 1).from())
            .isGreaterThanOrEqualTo(WINDOW / 4 + 2);
      }
    }
  }

  @Test
  void aColumnThatGoesMissingPausesByTheMissingRate() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 2_000).forEach(row -> row[0] = Float.NaN);
    assertThat(gate(DriftRole.PAUSE).over(live).pauses())
        .singleElement()
        .extracting(Episode::series, Episode::difference)
        .containsExactly(DriftBaseline.MISSING_RATE, "the reference is constant");
  }

  @Test
  void valuesThatWereAlwaysMissingNowAndThenAreNoDrift() {
    RecordedTable known = table(1, 6_000);
    RecordedTable live = table(3, 2_000);
    for (RecordedTable table : List.of(known, live)) {
      for (int i = 0; i < table.size(); i += 1 + (i * 31 + 7) % 23) {
        table.rows().get(i)[0] = Float.NaN;
      }
    }
    assertThat(RecordedGate.of(known, name -> DriftRole.PAUSE, PLAN).over(live).pauses()).isEmpty();
  }

  @Test
  void aColumnThatCannotBeCalibratedIsNotLookedAtAndItIsSaidWhy() {
    RecordedTable known = table(1, 6_000);
    float level = 0;
    for (float[] row : known.rows()) {
      level += row[0];
      row[1] = level;
    }
    RecordedGate gate = RecordedGate.of(known, name -> DriftRole.PAUSE, PLAN);
    assertThat(gate.watched()).containsExactly("a");
    assertThat(gate.left())
        .singleElement()
        .asString()
        .startsWith("Not looked at: b depends on itself over ");
  }

  @Test
  void whatIsIgnoredIsNeitherWatchedNorExcused() {
    RecordedGate gate =
        RecordedGate.of(KNOWN, name -> name.equals("a") ? DriftRole.PAUSE : DriftRole.IGNORE, PLAN);
    assertThat(gate.watched()).containsExactly("a");
    assertThat(gate.left()).isEmpty();
  }

  @Test
  void atAnotherBudgetItIsTheGateThatWasCalibratedForIt() {
    RecordedGate shorter = gate(DriftRole.PAUSE).withBudget(2_000);
    RecordedGate made = RecordedGate.of(KNOWN, name -> DriftRole.PAUSE, PLAN.withBudget(2_000));
    assertThat(shorter.options()).isEqualTo(made.options());
    for (int window : new int[] {WINDOW, WINDOW / 4}) {
      double threshold = shorter.pauseThreshold("b", window);
      assertThat(threshold).isEqualTo(made.pauseThreshold("b", window));
      assertThat(threshold).isLessThan(gate(DriftRole.PAUSE).pauseThreshold("b", window));
    }
    RecordedTable live = table(2, 20_000);
    assertThat(starts(shorter, live)).isNotEmpty().isEqualTo(starts(made, live));
  }

  @Test
  void aBudgetThatCannotBeCalibratedForIsRefused() {
    RecordedGate gate = gate(DriftRole.PAUSE);
    assertThatThrownBy(() -> gate.withBudget(10 * WINDOW))
        .hasMessage("budget must be above 10 windows, 400 samples, was 400");
  }

  @Test
  void pausesAreCountedWhereTheyBegin() {
    RecordedTable live = table(2, 2_000);
    live.rows().subList(1_000, 2_000).forEach(row -> row[1] += 2);
    RecordedRun run = gate(DriftRole.PAUSE).over(live);
    int from = run.pauses().get(0).from();
    assertThat(run.pausesBegun(0, from)).isZero();
    assertThat(run.pausesBegun(from, from + 1)).isEqualTo(1);
    assertThat(run.pausesBegun(from + 1, 2_000)).isZero();
  }

  private static List<Integer> starts(RecordedGate gate, RecordedTable live) {
    return gate.over(live).pauses().stream().map(Episode::from).toList();
  }

  @Test
  void rowsWithoutTheColumnsThatAreWatchedAreRefusedNamingTheColumn() {
    RecordedTable live = table(2, 100).only(List.of("a"));
    assertThatThrownBy(() -> gate(DriftRole.PAUSE).over(live))
        .hasMessageContaining("there is no column b in [a]");
  }

  private static RecordedGate gate(DriftRole roleOfB) {
    return RecordedGate.of(KNOWN, name -> name.equals("a") ? DriftRole.PAUSE : roleOfB, PLAN);
  }

  private static RecordedTable table(long seed, int n) {
    float[] a = CalmProcess.INDEPENDENT.stream(seed, n);
    float[] b = CalmProcess.AR_HALF.stream(100 + seed, n);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(new float[] {a[i], b[i]});
    }
    return RecordedTable.of(List.of("a", "b"), rows);
  }
}
