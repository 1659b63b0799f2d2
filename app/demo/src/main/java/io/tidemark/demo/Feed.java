package io.tidemark.demo;

import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.recordings.ReplayCounts;
import io.tidemark.testbed.LocalFlink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** Where a demo's market comes from. */
public interface Feed {

  /** The instruments, in the order in which they are shown. */
  List<String> instruments();

  /** The jobs' configuration but for where Kafka is, as YAML. */
  String configuration();

  /** What the person in front of the terminal should know before it starts. */
  List<String> introduction();

  /**
   * What is wrong with its own settings, one sentence each; asked before anything starts.
   *
   * @param features of what will score; null if that cannot be read, which is said elsewhere
   */
  default List<String> problems(@Nullable FeatureSet features) {
    return List.of();
  }

  /** Begins to write. */
  void start(LocalFlink flink, String bootstrapServers, JobConfig config) throws Exception;

  /** Whether all has been written into the log. */
  boolean isWritten() throws Exception;

  /** How far it is, in words. */
  String progress();

  /** Records that were refused before they reached the log, by reason. */
  Map<String, Long> refused() throws Exception;

  /** The sequence job, if it fills the log. */
  default Optional<JobClient> sequence() {
    return Optional.empty();
  }

  /** What became of the rows and messages of recorded data, once it has ended. */
  default Optional<ReplayCounts> played() {
    return Optional.empty();
  }

  /** Whether the market runs by the wall clock; if not, it says itself what time it is. */
  default boolean isByTheWallClock() {
    return false;
  }

  /** Whether a run goes on with the topics of the one before. */
  default boolean keepsTopics() {
    return false;
  }

  /** What became of what was fed, for the end of the screen. */
  default List<String> account() {
    return List.of();
  }

  /** Stops writing, if that has not ended, and waits for it. */
  void end() throws Exception;
}
