package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.jspecify.annotations.Nullable;

/**
 * How state is saved.
 *
 * @param interval between two checkpoints
 * @param timeout after which a checkpoint that is not complete has failed
 * @param minPause between the end of a checkpoint and the next one
 * @param tolerableFailures checkpoints in a row that may fail
 * @param onCancel what becomes of the last ones when the job is cancelled
 * @param path where they are kept; null where Flink's own configuration decides
 */
public record CheckpointConfig(
    Duration interval,
    Duration timeout,
    Duration minPause,
    int tolerableFailures,
    OnCancel onCancel,
    @Nullable String path)
    implements Serializable {

  /** What becomes of the last checkpoints of a job that is cancelled. */
  public enum OnCancel {
    /** They stay until a person deletes them. */
    KEEP(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION),
    /** They are deleted; those of a job that failed stay. */
    DELETE(ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);

    private final ExternalizedCheckpointRetention retention;

    OnCancel(ExternalizedCheckpointRetention retention) {
      this.retention = retention;
    }

    /** The same as Flink calls it. */
    public ExternalizedCheckpointRetention retention() {
      return retention;
    }
  }

  /**
   * The longest time from the barrier of one complete checkpoint to the end of the next one with
   * which the job still runs: the first ends just in time, then as many fail as may, by their
   * timeout, and the last ends just in time. So long a transaction lives, which begins at a
   * barrier.
   */
  public Duration longestWithout() {
    Duration rhythm = timeout.plus(minPause);
    if (rhythm.compareTo(interval) < 0) {
      rhythm = interval;
    }
    return rhythm.multipliedBy(tolerableFailures + 1L).plus(timeout);
  }
}
