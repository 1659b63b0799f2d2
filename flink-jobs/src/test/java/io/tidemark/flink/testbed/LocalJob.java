package io.tidemark.flink.testbed;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.topology.JobEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A cluster in this process that never restarts a job, unless told how often. */
public final class LocalJob {

  private LocalJob() {}

  /**
   * An environment with the settings of the real jobs.
   *
   * @param restarts how often a failure is forgiven
   * @param checkpoints where they are kept
   */
  public static StreamExecutionEnvironment environment(
      JobConfig config, int parallelism, int restarts, Path checkpoints) {
    return environment(config, parallelism, restarts, checkpoints, "");
  }

  /**
   * The same, going on from a savepoint.
   *
   * @param savepoint where it lies; empty to begin
   */
  public static StreamExecutionEnvironment environment(
      JobConfig config, int parallelism, int restarts, Path checkpoints, String savepoint) {
    Configuration settings = JobEnvironment.settings(config);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    if (!savepoint.isEmpty()) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    if (restarts == 0) {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    } else {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
      settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
      // After a checkpoint there is time to write what a failure will repeat.
      settings.set(
          CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, config.checkpoint().interval());
    }
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
  }
}
