package io.tidemark.bench.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.bench.Rate;
import io.tidemark.bench.StageResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostRoundTest {

  private static final StageResult LOOP = ran(100, 7, new Rate(200, 10));
  private static final StageResult JOB = ran(100, 7, new Rate(180, 12));
  private static final StageResult ONE = ran(100, 3, new Rate(400, 8));

  @Test
  void processorTimeIsHeldAgainstThatOfAllJobsOfOneModelTogether() {
    CostRound round = new CostRound(LOOP, JOB, List.of(ONE, ONE, ONE));
    assertThat(round.ofLoop()).isEqualTo(0.9);
    assertThat(round.cpuOfLoop()).isEqualTo(1.2);
    assertThat(round.cpuOfAllSingle()).isEqualTo(24);
    assertThat(round.cpuOfSingle()).isEqualTo(0.5);
    assertThat(round.balances(100)).isTrue();
  }

  @Test
  void aJobTooShortToMeasureLeavesNoSumToCompareWith() {
    CostRound round = new CostRound(LOOP, JOB, List.of(ONE, ran(100, 3, null)));
    assertThat(round.ofLoop()).isNotNull();
    assertThat(round.cpuOfAllSingle()).isNull();
    assertThat(round.cpuOfSingle()).isNull();
  }

  @Test
  void aLostEventOrSignalOfAnyOfThemUnbalancesTheRound() {
    assertThat(new CostRound(LOOP, ran(99, 7, null), List.of(ONE)).balances(100)).isFalse();
    assertThat(new CostRound(LOOP, ran(100, 6, null), List.of(ONE)).balances(100)).isFalse();
    assertThat(new CostRound(LOOP, JOB, List.of(ran(99, 3, null))).balances(100)).isFalse();
    StageResult uncommitted = new StageResult(100, 90, 2, 3, null);
    assertThat(new CostRound(LOOP, JOB, List.of(uncommitted)).balances(100)).isFalse();
  }

  private static StageResult ran(long events, long signals, @Nullable Rate rate) {
    return new StageResult(events, 90, signals, signals, rate);
  }
}
