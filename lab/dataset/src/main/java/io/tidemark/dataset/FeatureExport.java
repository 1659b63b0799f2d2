package io.tidemark.dataset;

import io.tidemark.core.fact.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Reads logs in one thread and folds them in others. All events of an instrument go to one thread,
 * in their order, so its rows are the same however many there are. A bounded number of events is on
 * its way.
 */
public final class FeatureExport {

  private static final int BATCH = 512;
  private static final int BATCHES_WAITING = 16;
  private static final List<LogEvent> END = List.of();

  private final ExecutorService threads;
  private final List<Lane> lanes = new ArrayList<>();

  private FeatureExport(int parallelism) {
    this.threads = Executors.newFixedThreadPool(parallelism);
  }

  /**
   * Folds {@code log} to its end.
   *
   * @param wanted which instruments
   * @param maxFlat most flat bars in a row before features warm up anew
   * @param parallelism how many threads fold
   * @param rows where they go
   * @throws ExportException if they cannot be labelled or written, or a feature is made of trades
   *     and an instrument has none
   */
  public static ExportCounts run(
      EventLog log,
      ExportPlan plan,
      Predicate<String> wanted,
      int maxFlat,
      int parallelism,
      ExportRows rows) {
    FeatureExport export = new FeatureExport(parallelism);
    try {
      for (int i = 0; i < parallelism; i++) {
        export.begin(new FeatureFold(plan, log::barSource, maxFlat, rows));
      }
      while (log.hasNext()) {
        LogEvent event = log.next();
        if (wanted.test(event.instrument())) {
          export.laneOf(event.instrument()).give(event);
        }
      }
      return export.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExportException("The export was interrupted, nothing was written.", e);
    } finally {
      export.stop();
    }
  }

  private ExportCounts end() throws InterruptedException {
    for (Lane lane : lanes) {
      lane.end();
    }
    ExportCounts counts = ExportCounts.NONE;
    for (Lane lane : lanes) {
      counts = counts.plus(lane.result());
    }
    return counts;
  }

  /** Nobody writes any more when this returns. */
  private void stop() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(FeatureFold fold) {
    BlockingQueue<List<LogEvent>> queue = new ArrayBlockingQueue<>(BATCHES_WAITING);
    lanes.add(
        new Lane(
            queue,
            threads.submit(
                () -> {
                  for (List<LogEvent> batch = queue.take(); batch != END; batch = queue.take()) {
                    batch.forEach(fold::step);
                  }
                  return fold.finish();
                })));
  }

  private Lane laneOf(String instrument) {
    return lanes.get(Math.floorMod(instrument.hashCode(), lanes.size()));
  }

  /** A thread that folds, and the events on their way to it. */
  private static final class Lane {

    private final BlockingQueue<List<LogEvent>> queue;
    private final Future<ExportCounts> counts;
    private List<LogEvent> batch = new ArrayList<>(BATCH);

    Lane(BlockingQueue<List<LogEvent>> queue, Future<ExportCounts> counts) {
      this.queue = queue;
      this.counts = counts;
    }

    void give(LogEvent event) throws InterruptedException {
      batch.add(event);
      if (batch.size() == BATCH) {
        send(batch);
        batch = new ArrayList<>(BATCH);
      }
    }

    void end() throws InterruptedException {
      send(batch);
      send(END);
    }

    /** Waits for room, unless nobody takes any more because something went wrong. */
    private void send(List<LogEvent> next) throws InterruptedException {
      while (!queue.offer(next, 1, TimeUnit.SECONDS)) {
        if (counts.isDone()) {
          result();
        }
      }
    }

    ExportCounts result() throws InterruptedException {
      try {
        return counts.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
