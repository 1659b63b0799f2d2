package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  private static final Setup JOB = Setup.job("m 1", "every", "exactly-once", 16);
  private static final Setup LOOP = JOB.loop();

  private final Rounds rounds = new Rounds();

  @Test
  void aRatioComparesOnlyWhatRanInTheSameRound() {
    round(1_000, 100, outcome(40, 100, 7, 7));
    round(2_000, 1_000, outcome(100, 100, 7, 7));
    round(500, 100, outcome(50, 100, 7, 7));

    StageSummary job = rounds.rows().get(2);
    assertThat(job.speed().perSecond()).isEqualTo(new Spread(40, 50, 100));
    assertThat(Objects.requireNonNull(job.ratios().ofLoop()).median()).isEqualTo(0.4);
    assertThat(Objects.requireNonNull(job.ratios().ofCopy()).median()).isEqualTo(0.05);
    assertThat(rounds.rows()).allMatch(StageSummary::balanced);
  }

  @Test
  void oneRunThatMissesAnEventOrASignalUnbalancesItsRow() {
    round(1, 1, outcome(1, 100, 7, 7));
    round(1, 1, outcome(1, 99, 7, 7));
    assertThat(rounds.rows()).extracting(StageSummary::balanced).containsExactly(true, true, false);

    for (StageResult wrong : List.of(outcome(1, 100, 6, 7), outcome(1, 100, 6, 6))) {
      Rounds again = new Rounds();
      again.add(LOOP, 100, outcome(1, 100, 7, 7));
      again.add(JOB, 100, wrong);
      again.add(Setup.copy(), 100, new StageResult(100, 0, 0, 0, null));
      assertThat(again.rows())
          .extracting(StageSummary::balanced)
          .containsExactly(true, false, true);
    }
  }

  @Test
  void aRunTooShortToMeasureHasNoSpeedAndNoRatio() {
    rounds.add(Setup.copy(), 100, new StageResult(100, 0, 0, 0, null));
    rounds.add(LOOP, 100, outcome(10, 100, 7, 7));
    rounds.add(JOB, 100, new StageResult(100, 10, 7, 7, null));
    StageSummary job = rounds.rows().get(2);
    assertThat(job.speed().perSecond()).isNull();
    assertThat(job.ratios().ofLoop()).isNull();
    assertThat(job.balanced()).isTrue();
  }

  @Test
  void thePrefixFormIsHeldAgainstTheWholeWindowOfTheSameStageInTheSameRound() {
    Setup prefix =
        Setup.job(PipelineDepth.SCORE, "m 1" + Setup.PREFIX, 10, StateBackendVariant.CACHED, 16);
    Setup other =
        Setup.job(
            PipelineDepth.SCORE, "m 1" + Setup.WHOLE_WINDOW, 100, StateBackendVariant.CACHED, 16);
    for (double window : new double[] {2, 4}) {
      for (Setup job : List.of(prefix.wholeWindow("16"), prefix.wholeWindow("1"), other)) {
        rounds.add(job.loop(), 100, outcome(1, 100, 7, 7));
        rounds.add(job, 100, outcome(job.batch().equals("1") ? window / 2 : window, 100, 7, 7));
      }
      rounds.add(prefix.loop(), 500, outcome(1, 500, 7, 7));
      rounds.add(prefix, 500, outcome(48, 500, 7, 7));
    }
    rounds.add(Setup.copy(), 500, outcome(1, 500, 0, 0));
    rounds.add(Setup.copy(), 500, outcome(1, 500, 0, 0));

    for (StageSummary row : rounds.rows()) {
      assertThat(row.balanced()).as(row.toString()).isTrue();
      if (row.setup().equals(prefix)) {
        assertThat(row.ratios().ofWindow()).isEqualTo(new Spread(12, 18, 24));
        assertThat(row.ratios().ofWindowAlone()).isEqualTo(new Spread(24, 36, 48));
      } else if (!row.setup().equals(prefix.loop())) {
        assertThat(row.ratios().ofWindow()).as(row.toString()).isNull();
      }
    }
  }

  private void round(double copy, double loop, StageResult job) {
    rounds.add(Setup.copy(), 100, new StageResult(100, 0, 0, 0, new Rate(copy, 1)));
    rounds.add(LOOP, 100, outcome(loop, 100, 7, 7));
    rounds.add(JOB, 100, job);
  }

  private static StageResult outcome(double perSecond, long events, long signals, long counted) {
    return new StageResult(events, 10, signals, counted, new Rate(perSecond, 1));
  }
}
