package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.reliability.storage.FaultyStorageFactory;
import io.tidemark.reliability.storage.StorageSwitch;
import java.util.List;
import java.util.Locale;

/** What can happen to the place where checkpoints are kept. */
final class Storages {

  private Storages() {}

  /** So that a job keeps its checkpoints where faults can be had. */
  static List<String> settings(Stage stage) {
    return List.of(
        "checkpoint.interval: 2 s",
        "checkpoint.path: "
            + FaultyStorageFactory.SCHEME
            + "://"
            + stage.folder().resolve("checkpoints"));
  }

  /** It is in this mode for so long. */
  static Fault is(StorageSwitch.Mode mode, int seconds) {
    return (stage, run) -> {
      int failures = run.failures() + run.sequence().failures().size();
      int failed = run.signal().failedCheckpoints();
      stage.storage().set(mode);
      long met;
      try {
        Thread.sleep(seconds * 1_000L);
        met = stage.storage().met();
      } finally {
        stage.storage().set(StorageSwitch.Mode.WORKS);
      }
      assertThat(met).as("files that met it").isPositive();
      assertThat(run.isFeeding()).as("the market goes on").isTrue();
      run.awaitNewSignals(System.currentTimeMillis());
      int restarted = run.failures() + run.sequence().failures().size() - failures;
      return new Hit(
          "%,d files of checkpoints were %s; %d checkpoints of the signal job failed"
              .formatted(
                  met,
                  mode == StorageSwitch.Mode.SLOW
                      ? "held up by " + StorageSwitch.SLOW_MILLIS + " ms"
                      : "refused (" + mode.name().toLowerCase(Locale.ROOT) + ")",
                  run.signal().failedCheckpoints() - failed),
          "so for %d s, %d restarts".formatted(seconds, restarted),
          "",
          (after, judgement) -> restarted == 0 ? Hit.calm(judgement) : restarted + " restarts");
    };
  }
}
