package io.tidemark.testbed.cluster;

import java.util.concurrent.Callable;

/** Waits for what another process does. */
public final class Patience {

  private static final long LIMIT_SECONDS = 120;
  private static final long PAUSE_MILLIS = 50;

  private Patience() {}

  /** Waits until {@code condition} holds; in vain, it says for what and what {@code state} is. */
  public static void until(String what, Callable<Boolean> condition, Callable<String> state)
      throws Exception {
    until(what, LIMIT_SECONDS, condition, state);
  }

  /** The same with a limit of its own, s. */
  public static void until(
      String what, long limit, Callable<Boolean> condition, Callable<String> state)
      throws Exception {
    long deadline = System.nanoTime() + limit * 1_000_000_000L;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "waited " + limit + " s in vain until " + what + "\n" + state.call());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
