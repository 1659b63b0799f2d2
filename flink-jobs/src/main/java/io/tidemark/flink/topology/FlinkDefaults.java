package io.tidemark.flink.topology;

import io.tidemark.flink.config.CheckpointConfig;
import io.tidemark.flink.config.CheckpointSettings;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.RestartConfig;
import io.tidemark.flink.config.RestartSettings;
import io.tidemark.flink.config.Setting;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/**
 * Settings of Flink's whose own defaults hurt a job of this kind. They give way to what Flink's
 * {@code config.yaml} or {@code -D} says, unless an option of ours was given.
 */
final class FlinkDefaults {

  /**
   * Settings that make sense together only.
   *
   * @param sources the options of ours that decide them; if one is given, so are they; none where
   *     only Flink's own configuration decides otherwise
   * @param settings in no order
   */
  private record Group(List<Setting<?>> sources, List<Entry<?>> settings) {}

  /** A setting and its value. */
  private record Entry<T>(ConfigOption<T> option, T value) {

    boolean isSetIn(ReadableConfig flink) {
      return flink.getOptional(option).isPresent();
    }

    void put(Configuration settings) {
      settings.set(option, value);
    }
  }

  /**
   * For structs of 2 to 20 KB, of which a block of 4 KB holds one at most. So a file has about as
   * many index entries as structs: index and filters are cut into parts, of which those in use are
   * cached. A filter spares a read of each file that a key is not in. LZ4 decompresses faster than
   * Flink's default.
   */
  private static final List<Group> ROCKSDB =
      List.of(
          one(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true),
          one(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true),
          // the last one of the list is that of all further levels
          one(
              RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL,
              List.of(CompressionType.LZ4_COMPRESSION)));

  private final List<Group> groups;

  private FlinkDefaults(List<Group> groups) {
    this.groups = groups;
  }

  /** Those that nobody asked for. */
  static FlinkDefaults of(JobConfig config) {
    return new FlinkDefaults(
        all(config).stream().filter(group -> !isGiven(group, config)).toList());
  }

  /** Those that an option was given for. */
  static FlinkDefaults given(JobConfig config) {
    return new FlinkDefaults(all(config).stream().filter(group -> isGiven(group, config)).toList());
  }

  /** Puts them into {@code settings}, but for the groups of which {@code flink} sets anything. */
  void unless(ReadableConfig flink, Configuration settings) {
    for (Group group : groups) {
      if (group.settings().stream().noneMatch(entry -> entry.isSetIn(flink))) {
        group.settings().forEach(entry -> entry.put(settings));
      }
    }
  }

  private static boolean isGiven(Group group, JobConfig config) {
    return group.sources().stream().anyMatch(config::isGiven);
  }

  private static List<Group> all(JobConfig config) {
    List<Group> groups = new ArrayList<>(checkpoints(config.checkpoint()));
    groups.add(restarts(config.restart()));
    groups.addAll(ROCKSDB);
    return groups;
  }

  private static List<Group> checkpoints(CheckpointConfig checkpoint) {
    return List.of(
        one(
            CheckpointSettings.TIMEOUT,
            CheckpointingOptions.CHECKPOINTING_TIMEOUT,
            checkpoint.timeout()),
        one(
            CheckpointSettings.MIN_PAUSE,
            CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
            checkpoint.minPause()),
        one(
            CheckpointSettings.TOLERABLE_FAILURES,
            CheckpointingOptions.TOLERABLE_FAILURE_NUMBER,
            checkpoint.tolerableFailures()),
        one(
            CheckpointSettings.ON_CANCEL,
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            checkpoint.onCancel().retention()));
  }

  private static Group restarts(RestartConfig restart) {
    return new Group(
        List.of(RestartSettings.MAX_BACKOFF, RestartSettings.RESET_AFTER),
        List.of(
            new Entry<>(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay"),
            new Entry<>(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                RestartConfig.FIRST_BACKOFF),
            new Entry<>(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                restart.maxBackoff()),
            new Entry<>(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                restart.resetAfter())));
  }

  private static <T> Group one(ConfigOption<T> option, T value) {
    return new Group(List.of(), List.of(new Entry<>(option, value)));
  }

  private static <T> Group one(Setting<?> source, ConfigOption<T> option, T value) {
    return new Group(List.of(source), List.of(new Entry<>(option, value)));
  }
}
