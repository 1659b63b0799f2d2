package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testbed.cluster.FlinkJob;
import java.util.List;

/** What can happen to signals that are written and not committed. */
final class Transactions {

  /** Kafka looks every 10 s for transactions that have lived too long. */
  private static final long AWAY_MILLIS = 30_000;

  private static final int ATTEMPTS = 40;

  private Transactions() {}

  /** The shortest life that the configuration allows. */
  static final List<String> SHORT_LIVED =
      List.of(
          "checkpoint.interval: 2 s",
          "checkpoint.timeout: 3 s",
          "checkpoint.min-pause: 0 s",
          "checkpoint.tolerable-failures: 0",
          "delivery.transaction-timeout: 8 s");

  /**
   * All TaskManagers die between a checkpoint and the commit of what it holds, and stay away until
   * the broker has aborted it. What is lost then must be said aloud.
   */
  static Fault outlived() {
    return (stage, run) -> {
      int held = 0;
      for (int attempt = 0; held <= 0; attempt++) {
        assertThat(attempt).as("attempts to stop it in the middle").isLessThan(ATTEMPTS);
        String victim = TaskManagers.worker(run);
        long before = run.signal().checkpoint().id();
        TaskManagers.awaitQuickly(() -> run.signal().checkpoint().id() > before);
        stage.cluster().taskManager(victim).signal("STOP");
        FlinkJob.Checkpoint complete = run.signal().checkpoint();
        held = run.writtenBefore(complete.triggeredAt()) - run.committedNow();
        if (held <= 0) {
          stage.cluster().taskManager(victim).signal("CONT");
        }
      }
      int failures = run.failures();
      int workers = Loads.killAll(stage.cluster());
      Thread.sleep(AWAY_MILLIS);
      long begin = System.currentTimeMillis();
      for (int i = 0; i < workers; i++) {
        stage.cluster().addTaskManager();
      }
      run.awaitRecovery(failures);
      long recovery = System.currentTimeMillis() - begin;
      int open = held;
      return new Hit(
          "all %d TaskManagers were away for %d s; a complete checkpoint held %,d signals that were not committed"
              .formatted(workers, AWAY_MILLIS / 1_000, open),
          TaskManagers.recovered(List.of(recovery)) + " of their return",
          "",
          (after, judgement) -> {
            if (judgement.isCalm()) {
              return "";
            }
            List<String> words = stage.errors("transaction");
            return words.isEmpty()
                ? "lost without a word at ERROR"
                : judgement.other() + judgement.repeated() == 0 ? "" : "not as in the calm run";
          });
    };
  }
}
