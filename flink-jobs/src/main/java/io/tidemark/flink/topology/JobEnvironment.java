package io.tidemark.flink.topology;

import io.tidemark.flink.config.CheckpointConfig;
import io.tidemark.flink.config.JobConfig;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What both jobs set in code. What correctness needs, and the options that somebody gave, are set
 * whatever Flink's own configuration says; {@link FlinkDefaults} only where it says nothing. All
 * else is the cluster's to decide.
 */
public final class JobEnvironment {

  /** Has many divisors, and can't be changed once there is a savepoint. */
  public static final int MAX_PARALLELISM = 360;

  private JobEnvironment() {}

  /** An environment for {@code flink run}: with Flink's {@code config.yaml} and {@code -D}. */
  public static StreamExecutionEnvironment environment(JobConfig config) {
    ReadableConfig flink = StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration();
    Configuration settings = required(config);
    FlinkDefaults.of(config).unless(flink, settings);
    return StreamExecutionEnvironment.getExecutionEnvironment(settings);
  }

  /** All settings for a job of this configuration, where Flink's own says nothing. */
  public static Configuration settings(JobConfig config) {
    Configuration settings = required(config);
    settings.addAll(defaults(config));
    return settings;
  }

  /** Those that Flink's own configuration does not change. */
  public static Configuration required(JobConfig config) {
    Configuration settings = new Configuration();
    // A Kryo type or a missing uid fails at submit, not at the first upgrade.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    CheckpointConfig checkpoint = config.checkpoint();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoint.interval());
    if (checkpoint.path() != null) {
      settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoint.path());
    }
    FlinkDefaults.given(config).unless(new Configuration(), settings);
    return settings;
  }

  /** Those that give way to Flink's own configuration. */
  public static Configuration defaults(JobConfig config) {
    Configuration settings = new Configuration();
    FlinkDefaults.of(config).unless(new Configuration(), settings);
    return settings;
  }
}
