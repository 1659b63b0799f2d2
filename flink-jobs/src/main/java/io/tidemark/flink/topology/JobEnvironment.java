package io.tidemark.flink.topology;

import io.tidemark.flink.config.JobConfig;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;

/** What both jobs set in code: only what correctness needs; all else is the cluster's to decide. */
public final class JobEnvironment {

  /** Has many divisors, and can't be changed once there is a savepoint. */
  public static final int MAX_PARALLELISM = 360;

  private JobEnvironment() {}

  /** The settings for a job of this configuration. */
  public static Configuration settings(JobConfig config) {
    Configuration settings = new Configuration();
    // A Kryo type or a missing uid fails at submit, not at the first upgrade.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpoint().interval());
    String path = config.checkpoint().path();
    if (path != null) {
      settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, path);
    }
    return settings;
  }
}
