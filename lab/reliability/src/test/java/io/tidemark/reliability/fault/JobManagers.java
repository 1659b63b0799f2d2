package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testbed.cluster.Patience;
import java.util.ArrayList;
import java.util.List;

/** What can happen to the process that leads the others. */
final class JobManagers {

  private static final long AWAY_MILLIS = 2_000;

  private JobManagers() {}

  /** {@code kill -9}, so often; another one takes up the jobs that ZooKeeper knows of. */
  static Fault killed(int times) {
    return (stage, run) -> {
      List<Long> recoveries = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        assertThat(run.isFeeding()).as("the market goes on").isTrue();
        long begin = System.currentTimeMillis();
        stage.cluster().killJobManager();
        Thread.sleep(AWAY_MILLIS);
        stage.cluster().startJobManager();
        Patience.until(
            "both jobs run again",
            MarketRun.answered(() -> run.sequence().isRunning() && run.signal().isRunning()),
            stage.cluster()::words);
        assertThat(run.signal().restoredFrom()).as("the checkpoint it went on from").isPositive();
        run.awaitNewSignals(System.currentTimeMillis());
        recoveries.add(System.currentTimeMillis() - begin);
      }
      return Hit.of(
          "%d times exit code 137; the next one restored both jobs from checkpoints under their ids"
              .formatted(times),
          TaskManagers.recovered(recoveries));
    };
  }
}
