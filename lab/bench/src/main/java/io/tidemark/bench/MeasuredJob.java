package io.tidemark.bench;

import io.tidemark.flink.metrics.MetricId;
import io.tidemark.testbed.JobCounts;
import java.util.function.ToLongFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** A signal job that runs, and is watched until it has done all that there is to do. */
public final class MeasuredJob {

  private static final double WORST_OF_HUNDRED = 0.99;

  private MeasuredJob() {}

  /**
   * Waits until all events are done, and stops the job.
   *
   * @param events in all
   * @param prefix of the topics that it writes
   * @param done how many events are
   */
  public static StageResult toTheEnd(
      BenchFixture ground,
      JobClient job,
      long events,
      String prefix,
      ToLongFunction<JobCounts> done)
      throws Exception {
    Rate rate = JobProgress.await(job, events, done);
    double checkpoints = ground.flink().checkpointMillis(job, WORST_OF_HUNDRED);
    // ends the last transaction, too, so that all signals are committed
    var unused =
        job.stopWithSavepoint(false, ground.savepoints(), SavepointFormatType.CANONICAL).get();
    JobCounts counts = JobCounts.of(job.getJobExecutionResult().get().getAllAccumulatorResults());
    return new StageResult(
        done.applyAsLong(counts),
        counts.get(MetricId.SCORED),
        ground.committedSignals(prefix),
        counts.get(MetricId.EMITTED) + counts.get(MetricId.REVOKED),
        rate,
        Double.isNaN(checkpoints) ? null : checkpoints);
  }
}
