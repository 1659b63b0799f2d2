package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** What can happen to signals that are written and not committed. */
final class Transactions {

  /** After which Kafka aborts; it looks every 10 s. */
  static final int TIMEOUT_SECONDS = 42;

  private static final long AWAY_MILLIS = 60_000;

  private Transactions() {}

  /** A short life, as far as the configuration allows it; slow checkpoints must do. */
  static List<String> settings(Stage stage) {
    return Stream.concat(
            Storages.settings(stage).stream(),
            Stream.of(
                "checkpoint.timeout: 20 s",
                "checkpoint.min-pause: 0 s",
                "checkpoint.tolerable-failures: 0",
                "delivery.transaction-timeout: " + TIMEOUT_SECONDS + " s"))
        .toList();
  }

  /**
   * All TaskManagers die between a checkpoint and the commit of what it holds, and stay away until
   * the broker has aborted it. What is lost then must be said aloud.
   */
  static Fault outlived() {
    return (stage, run) -> {
      int held = UnfinishedCommit.await(stage, run);
      int failures = run.failures();
      int workers = Loads.killAll(stage.cluster());
      assertThat(stage.broker().kill())
          .as("what the dead had asked for goes with it")
          .isEqualTo(137);
      stage.broker().startAgain();
      Thread.sleep(AWAY_MILLIS);
      long begin = System.currentTimeMillis();
      for (int i = 0; i < workers; i++) {
        stage.cluster().addTaskManager();
      }
      run.awaitRecovery(failures);
      long recovery = System.currentTimeMillis() - begin;
      return new Hit(
          "all %d TaskManagers were away for %d s; a complete checkpoint held %,d signals that were not committed"
              .formatted(workers, AWAY_MILLIS / 1_000, held),
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
