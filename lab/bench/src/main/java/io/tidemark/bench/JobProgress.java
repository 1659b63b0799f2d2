package io.tidemark.bench;

import io.tidemark.client.CommandFailedException;
import io.tidemark.testbed.JobCounts;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** How fast a job goes over what it has to read. */
public final class JobProgress {

  /** Each question costs the process time that the job should have. */
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long MOST_SILENT_NANOS = TimeUnit.MINUTES.toNanos(3);

  private JobProgress() {}

  /**
   * Waits until all events are done. The counts come with Flink's heartbeats, so the last one comes
   * late and is no mark.
   *
   * @param events in all
   * @param done how many are
   * @return null if it was too short to measure
   * @throws CommandFailedException if nothing goes on any more
   */
  public static @Nullable Rate await(JobClient job, long events, ToLongFunction<JobCounts> done)
      throws Exception {
    Meter meter = new Meter(events);
    long before = 0;
    long changedAt = System.nanoTime();
    while (before < events) {
      LockSupport.parkNanos(POLL_NANOS);
      long now = done.applyAsLong(JobCounts.of(job.getAccumulators().get()));
      if (now > before) {
        before = now;
        changedAt = System.nanoTime();
        if (before < events) {
          meter.mark(before);
        }
      } else if (job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get(); // throws what it failed of
      } else if (System.nanoTime() - changedAt > MOST_SILENT_NANOS) {
        throw new CommandFailedException(
            "the job stands still at %,d of %,d events".formatted(before, events));
      }
    }
    return meter.rate();
  }
}
