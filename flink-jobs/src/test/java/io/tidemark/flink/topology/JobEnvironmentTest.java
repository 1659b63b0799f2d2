package io.tidemark.flink.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.testbed.TestConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.rocksdb.CompressionType;

/** Who decides a setting of Flink's. */
class JobEnvironmentTest {

  @Test
  void aJobOutlivesFailedCheckpointsAndLeavesItsLastOnes() {
    CheckpointConfig checkpoints =
        StreamExecutionEnvironment.getExecutionEnvironment(
                JobEnvironment.settings(TestConfig.sequence()))
            .getCheckpointConfig();

    assertThat(checkpoints.getTolerableCheckpointFailureNumber()).isEqualTo(10);
    assertThat(checkpoints.getCheckpointTimeout()).isEqualTo(60_000);
    assertThat(checkpoints.getMinPauseBetweenCheckpoints()).isEqualTo(5_000);
    assertThat(checkpoints.getExternalizedCheckpointRetention())
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  @Test
  void aJobThatFailedComesBackWithinSeconds() {
    Configuration settings = JobEnvironment.settings(TestConfig.sequence());

    assertThat(settings.toMap())
        .containsAllEntriesOf(
            Map.of(
                "restart-strategy.type", "exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff", "1 s",
                "restart-strategy.exponential-delay.max-backoff", "10 s",
                "restart-strategy.exponential-delay.reset-backoff-threshold", "10 min"));
  }

  @Test
  void whatFlinksOwnConfigurationSaysStandsWhereNoOptionOfOursWasGiven() {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
    flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(7));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");

    ReadableConfig submitted = submitted(flink, TestConfig.sequence("checkpoint.timeout=30 s"));

    assertThat(submitted.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
    assertThat(submitted.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("fixed-delay");
    assertThat(
            submitted.getOptional(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF))
        .isEmpty();
    assertThat(submitted.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
        .as("an option that was given")
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(submitted.get(StateBackendOptions.STATE_BACKEND))
        .as("what correctness needs")
        .isEqualTo("rocksdb");
    assertThat(submitted.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS))
        .as("of what Flink's configuration does not speak")
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void oneOptionOfOursDecidesTheWholeRestart() {
    Configuration flink = new Configuration();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");

    ReadableConfig submitted = submitted(flink, TestConfig.sequence("restart.max-backoff=4 s"));

    assertThat(submitted.get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("exponential-delay");
    assertThat(submitted.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF))
        .isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void rocksDbIsSetForStructsOfSomeKilobytesUnlessFlinksOwnConfigurationSaysOtherwise() {
    Configuration flink = new Configuration();
    flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, false);
    flink.setString("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");

    ReadableConfig submitted = submitted(flink, TestConfig.sequence());

    assertThat(submitted.get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isFalse();
    assertThat(submitted.get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL))
        .containsExactly(CompressionType.NO_COMPRESSION);
    assertThat(submitted.get(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS)).isTrue();
  }

  /** As {@code flink run} calls a main class, with config.yaml and {@code -D}. */
  private static ReadableConfig submitted(Configuration flink, JobConfig config) {
    StreamContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(),
        flink,
        JobEnvironmentTest.class.getClassLoader(),
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        true,
        null,
        null,
        List.of());
    try {
      return JobEnvironment.environment(config).getConfiguration();
    } finally {
      StreamContextEnvironment.unsetAsContext();
    }
  }
}
