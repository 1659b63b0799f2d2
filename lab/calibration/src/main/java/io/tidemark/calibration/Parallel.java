package io.tidemark.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Numbered pieces of work that do not know of each other, on a few threads. */
public final class Parallel {

  private final int threads;

  /** On so many threads, at least 1. */
  public Parallel(int threads) {
    this.threads = threads;
  }

  /** The answers of pieces 0 to {@code pieces - 1}, in their order; the first failure ends it. */
  public <T> List<T> each(int pieces, IntFunction<T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < pieces; i++) {
        int piece = i;
        all.add(pool.submit(() -> work.apply(piece)));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> one : all) {
        answers.add(one.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("it was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
