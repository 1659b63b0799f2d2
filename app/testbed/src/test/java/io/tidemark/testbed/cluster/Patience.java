package io.tidemark.testbed.cluster;

import java.util.concurrent.Callable;

/** Waits for what another process does. */
final class Patience {

  private static final long LIMIT_SECONDS = 120;
  private static final long PAUSE_MILLIS = 50;

  private Patience() {}

  /** Waits until {@code condition} holds; in vain, it says for what and what {@code state} is. */
  static void until(String what, Callable<Boolean> condition, Callable<String> state)
      throws Exception {
    long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "waited " + LIMIT_SECONDS + " s in vain until " + what + "\n" + state.call());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
