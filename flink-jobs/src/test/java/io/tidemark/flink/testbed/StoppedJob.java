package io.tidemark.flink.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that was stopped with a savepoint where its source waited.
 *
 * @param result of the job
 * @param savepoint where it lies, a URI
 */
public record StoppedJob(JobExecutionResult result, String savepoint) {

  private static final long POLL_NANOS = 20_000_000L;

  /** The source leaves its signs at a checkpoint: the job's own interval would be waited for. */
  private static final long CHECKPOINT_MILLIS = 250;

  /**
   * Runs a job on {@link RecordSource#holdingAt} until every partition has left its sign.
   *
   * @param partitions how many there are
   * @param signs where the source leaves them
   * @param savepoints below which the savepoint is made
   */
  public static StoppedJob of(
      StreamExecutionEnvironment env, int partitions, Path signs, Path savepoints)
      throws Exception {
    env.getCheckpointConfig().setCheckpointInterval(CHECKPOINT_MILLIS);
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(0);
    JobClient job = env.executeAsync();
    for (int partition = 0; partition < partitions; partition++) {
      while (!Files.exists(signs.resolve(Integer.toString(partition)))) {
        if (job.getJobStatus().get().isGloballyTerminalState()) {
          job.getJobExecutionResult().get(); // throws what it failed of
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    return new StoppedJob(job.getJobExecutionResult().get(), savepoint);
  }
}
