package io.tidemark.testbed.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Hands on what it was given, in order and at a steady pace, from a thread of its own. */
public final class Feeder implements AutoCloseable {

  private final AtomicInteger written = new AtomicInteger();
  private final CompletableFuture<?> end;
  private volatile int limit = Integer.MAX_VALUE;

  private <T> Feeder(List<T> items, int perSecond, Consumer<T> to) {
    end =
        CompletableFuture.runAsync(
            () -> write(items, perSecond, to), task -> new Thread(task, "feeder").start());
  }

  public static <T> Feeder start(List<T> items, int perSecond, Consumer<T> to) {
    return new Feeder(items, perSecond, to);
  }

  private <T> void write(List<T> items, int perSecond, Consumer<T> to) {
    long begin = System.nanoTime();
    for (T item : items) {
      long due = begin + written.get() * 1_000_000_000L / perSecond;
      while (written.get() < limit && System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      if (written.get() >= limit) {
        return;
      }
      to.accept(item);
      written.incrementAndGet();
    }
  }

  /** How many it has handed on. */
  public int written() {
    return written.get();
  }

  /** Whether there is more to come. */
  public boolean isWriting() {
    return !end.isDone();
  }

  /** Goes on until it has handed on so many in all, and returns then. */
  public void endAfter(int items) {
    limit = items;
    end.join();
  }

  @Override
  public void close() {
    endAfter(0);
  }
}
