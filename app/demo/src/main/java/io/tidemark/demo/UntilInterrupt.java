package io.tidemark.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C: what runs is told to stop, and has a while to end Kafka and Flink cleanly. */
public final class UntilInterrupt implements AutoCloseable {

  private static final long END_SECONDS = 60;

  private final String what;
  private final Runnable stop;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "end");
  private volatile boolean stopped;

  private UntilInterrupt(String what, Runnable stop) {
    this.what = what;
    this.stop = stop;
  }

  /**
   * From now on Ctrl-C stops it.
   *
   * @param what for people, such as {@code the demo}
   */
  public static UntilInterrupt of(String what, Runnable stop) {
    UntilInterrupt until = new UntilInterrupt(what, stop);
    Runtime.getRuntime().addShutdownHook(until.hook);
    return until;
  }

  private void interrupted() {
    stopped = true;
    stop.run();
    try {
      if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("tidemark: " + what + " did not end within " + END_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It has ended. */
  @Override
  public void close() {
    ended.countDown();
    if (!stopped) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
