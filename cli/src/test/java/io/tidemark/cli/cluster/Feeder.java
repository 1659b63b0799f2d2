package io.tidemark.cli.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Hands on what it was given, in order and at a steady pace, from a thread of its own. */
final class Feeder implements AutoCloseable {

  private final AtomicInteger written = new AtomicInteger();
  private final CompletableFuture<?> end;
  private volatile boolean stop;

  private <T> Feeder(List<T> items, int perSecond, Consumer<T> to) {
    end =
        CompletableFuture.runAsync(
            () -> write(items, perSecond, to), task -> new Thread(task, "feeder").start());
  }

  static <T> Feeder start(List<T> items, int perSecond, Consumer<T> to) {
    return new Feeder(items, perSecond, to);
  }

  private <T> void write(List<T> items, int perSecond, Consumer<T> to) {
    long begin = System.nanoTime();
    for (T item : items) {
      long due = begin + written.get() * 1_000_000_000L / perSecond;
      while (!stop && System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      if (stop) {
        return;
      }
      to.accept(item);
      written.incrementAndGet();
    }
  }

  /** How many it has handed on. */
  int written() {
    return written.get();
  }

  /** Whether there is more to come. */
  boolean isWriting() {
    return !end.isDone();
  }

  /** Waits until all is handed on. */
  void awaitEnd() {
    end.join();
  }

  @Override
  public void close() {
    stop = true;
    end.join();
  }
}
