package io.tidemark.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  private static final Setup LOOP = Setup.loop("m 1", "every");
  private static final Setup JOB = Setup.job("m 1", "every", "exactly-once", 16);

  private final Rounds rounds = new Rounds(new WrittenLog("", 1, 100, 1, Map.of()));

  @Test
  void aRatioComparesOnlyWhatRanInTheSameRound() {
    round(1_000, 100, outcome(40, 100, 7, 7));
    round(2_000, 1_000, outcome(100, 100, 7, 7));
    round(500, 100, outcome(50, 100, 7, 7));

    Row job = rounds.rows().get(2);
    assertThat(job.perSecond()).isEqualTo(new Spread(40, 50, 100));
    assertThat(Objects.requireNonNull(job.ofLoop()).median()).isEqualTo(0.4);
    assertThat(Objects.requireNonNull(job.ofCopy()).median()).isEqualTo(0.05);
    assertThat(rounds.rows()).allMatch(Row::balanced);
  }

  @Test
  void oneRunThatMissesAnEventOrASignalUnbalancesItsRow() {
    round(1, 1, outcome(1, 100, 7, 7));
    round(1, 1, outcome(1, 99, 7, 7));
    assertThat(rounds.rows()).extracting(Row::balanced).containsExactly(true, true, false);

    for (Outcome wrong : List.of(outcome(1, 100, 6, 7), outcome(1, 100, 6, 6))) {
      Rounds again = new Rounds(new WrittenLog("", 1, 100, 1, Map.of()));
      again.add(LOOP, outcome(1, 100, 7, 7));
      again.add(JOB, wrong);
      again.add(Setup.copy(), new Outcome(100, 0, 0, 0, null));
      assertThat(again.rows()).extracting(Row::balanced).containsExactly(true, false, true);
    }
  }

  @Test
  void aRunTooShortToMeasureHasNoSpeedAndNoRatio() {
    rounds.add(Setup.copy(), new Outcome(100, 0, 0, 0, null));
    rounds.add(LOOP, outcome(10, 100, 7, 7));
    rounds.add(JOB, new Outcome(100, 10, 7, 7, null));
    Row job = rounds.rows().get(2);
    assertThat(job.perSecond()).isNull();
    assertThat(job.ofLoop()).isNull();
    assertThat(job.balanced()).isTrue();
  }

  private void round(double copy, double loop, Outcome job) {
    rounds.add(Setup.copy(), new Outcome(100, 0, 0, 0, new Rate(copy, 1)));
    rounds.add(LOOP, outcome(loop, 100, 7, 7));
    rounds.add(JOB, job);
  }

  private static Outcome outcome(double perSecond, long events, long signals, long counted) {
    return new Outcome(events, 10, signals, counted, new Rate(perSecond, 1));
  }
}
