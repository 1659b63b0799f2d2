package io.tidemark.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunJudgementTest {

  private static final CalmRun CALM =
      new CalmRun(Map.of("A", List.of(1L, 2L, 3L)), Map.of("A", List.of("x", "y", "y")), 1);

  @Test
  void theSameIsCalm() {
    RunJudgement judgement = judge(List.of(1L, 2L, 3L), List.of("x", "y", "y"), 0, 1);

    assertThat(judgement.isCalm()).isTrue();
    assertThat(judgement.misplaced()).isZero();
    assertThat(judgement.lateShare()).isZero();
  }

  @Test
  void ofTwoEqualSignalsOneThatIsMissingIsFound() {
    RunJudgement judgement = judge(List.of(1L, 2L, 3L), List.of("x", "y"), 0, 1);

    assertThat(judgement.isCalm()).isFalse();
    assertThat(judgement.lost()).isEqualTo(1);
  }

  @Test
  void anotherSignalIsFound() {
    RunJudgement judgement = judge(List.of(1L, 2L, 3L), List.of("x", "y", "y", "z"), 0, 1);

    assertThat(judgement.isCalm()).isFalse();
    assertThat(judgement.other()).isEqualTo(1);
  }

  @Test
  void aRepeatedSignalIsFound() {
    assertThat(judge(List.of(1L, 2L, 3L), List.of("x", "y", "y"), 1, 1).isCalm()).isFalse();
  }

  @Test
  void aMissingEventIsFound() {
    RunJudgement judgement = judge(List.of(1L, 3L), List.of("x", "y", "y"), 0, 1);

    assertThat(judgement.isCalm()).isFalse();
    assertThat(judgement.missing()).isEqualTo(1);
  }

  @Test
  void whatStandsBehindALaterEventIsMisplaced() {
    assertThat(judge(List.of(2L, 1L, 3L), List.of("x", "y", "y"), 0, 1).misplaced()).isEqualTo(1);
  }

  @Test
  void lateTradesBeyondTheCalmRunsAreCounted() {
    assertThat(judge(List.of(1L, 2L, 3L), List.of("x", "y", "y"), 0, 3).lateShare())
        .isEqualTo(0.02);
  }

  @Test
  void aRunWithoutSignalsSaysNothing() {
    CalmRun nothing = new CalmRun(Map.of(), Map.of(), 0);
    DisturbedRun empty = new DisturbedRun(Map.of(), 0, Map.of(), 0, 0);

    assertThat(RunJudgement.of(nothing, empty, 0).isCalm()).isFalse();
  }

  private static RunJudgement judge(List<Long> log, List<String> signals, long repeats, long late) {
    DisturbedRun run = new DisturbedRun(Map.of("A", log), 0, Map.of("A", signals), repeats, late);
    return RunJudgement.of(CALM, run, 100);
  }
}
