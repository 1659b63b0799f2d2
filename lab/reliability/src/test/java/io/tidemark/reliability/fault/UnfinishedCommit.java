package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.reliability.storage.StorageSwitch;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the moment between the end of a checkpoint and the commit of what it holds as long as it is
 * wanted: storage is slow, so that the signals are written well before the checkpoint is complete;
 * in between the broker is stopped, which the checkpoint no longer needs and the commit does.
 */
final class UnfinishedCommit {

  private static final int ATTEMPTS = 8;

  /** After its begin a checkpoint has written its signals; its files take longer. A first guess. */
  private static final long WRITTEN_MILLIS = 2_000;

  /** By how much the guess is mended. */
  private static final long STEP_MILLIS = 600;

  private static final long COMPLETE_MILLIS = 15_000;

  private static final String NOT_COMPLETE = "not complete";

  private UnfinishedCommit() {}

  /** Returns when the checkpoint is complete: the broker stands still, so many signals are held. */
  static int await(Stage stage, MarketRun run) throws Exception {
    List<String> missed = new ArrayList<>();
    long wait = WRITTEN_MILLIS;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      stage.storage().set(StorageSwitch.Mode.SLOW);
      try {
        int held = tryOnce(stage, run, wait, missed);
        if (held > 0) {
          return held;
        }
        wait += missed.get(missed.size() - 1).equals(NOT_COMPLETE) ? STEP_MILLIS : -STEP_MILLIS / 2;
      } finally {
        stage.storage().set(StorageSwitch.Mode.WORKS);
      }
    }
    throw new AssertionError("no checkpoint was met between its end and its commit: " + missed);
  }

  private static int tryOnce(Stage stage, MarketRun run, long wait, List<String> missed)
      throws Exception {
    TaskManagers.awaitQuickly(() -> !run.signal().checkpoint().nextInProgress());
    TaskManagers.awaitQuickly(() -> run.signal().checkpoint().nextInProgress());
    long before = run.signal().checkpoint().id();
    Thread.sleep(wait);
    int held = run.uncommitted();
    stage.broker().signal("STOP");
    boolean early = run.signal().checkpoint().id() > before;
    TaskManagers.awaitStop(stage.broker().pid());
    long until = System.currentTimeMillis() + COMPLETE_MILLIS;
    boolean complete = early;
    while (!complete && System.currentTimeMillis() < until) {
      Thread.sleep(50);
      complete = run.signal().checkpoint().id() > before;
    }
    if (complete && !early && held > 0) {
      assertThat(run.isFeeding()).as("the market goes on").isTrue();
      return held;
    }
    missed.add(early ? "too late" : complete ? "nothing held" : NOT_COMPLETE);
    stage.broker().signal("CONT");
    run.awaitNewSignals(System.currentTimeMillis());
    return 0;
  }
}
