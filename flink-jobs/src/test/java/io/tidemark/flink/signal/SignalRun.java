package io.tidemark.flink.signal;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.strategy.StrategyPipeline;
import io.tidemark.flink.testbed.FileSink;
import io.tidemark.flink.testbed.LocalJob;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.StoppedJob;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.Valid;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What one run of the signal job left: bytes in hexadecimal by instrument, in the order written.
 *
 * @param signals of {@code signals.v1}
 * @param driftAlerts of {@code drift-alerts.v1}
 * @param retrainRequests of {@code retrain-requests.v1}
 * @param riskAlerts of {@code risk-alerts.v1}
 * @param modelAlerts of {@code model-alerts.v1}
 * @param modelMetrics of {@code model-metrics.v1}
 * @param deadLetters of {@code dead-letter.v1}
 * @param counts the job's accumulators
 */
public record SignalRun(
    Map<String, List<String>> signals,
    Map<String, List<String>> driftAlerts,
    Map<String, List<String>> retrainRequests,
    Map<String, List<String>> riskAlerts,
    List<ModelAlert> modelAlerts,
    List<ModelComparison> modelMetrics,
    List<DeadLetter> deadLetters,
    Map<String, Long> counts) {

  /** Runs the job on an empty {@code directory}. */
  public static SignalRun of(
      JobConfig config,
      RecordSource<RawRecord> source,
      int parallelism,
      int restarts,
      Path directory)
      throws Exception {
    StreamExecutionEnvironment env =
        LocalJob.environment(config, parallelism, restarts, directory.resolve("checkpoints"));
    define(env, config, source, directory);
    return read(directory, env.execute());
  }

  /** The same from a savepoint of an earlier run. */
  public static SignalRun from(
      String savepoint,
      JobConfig config,
      RecordSource<RawRecord> source,
      int parallelism,
      Path directory)
      throws Exception {
    StreamExecutionEnvironment env =
        LocalJob.environment(config, parallelism, 0, directory.resolve("checkpoints"), savepoint);
    define(env, config, source, directory);
    return read(directory, env.execute());
  }

  /**
   * A run that was stopped with a savepoint.
   *
   * @param run what it left
   * @param savepoint where it lies
   */
  public record Stopped(SignalRun run, String savepoint) {}

  /** Runs the job until its source waits at {@code until} in each partition, and stops it there. */
  public static Stopped until(
      int[] until, JobConfig config, MarketLog log, int parallelism, Path directory)
      throws Exception {
    return until("", until, config, log, parallelism, directory);
  }

  /** The same from a savepoint of an earlier run; empty to begin. */
  public static Stopped until(
      String savepoint,
      int[] until,
      JobConfig config,
      MarketLog log,
      int parallelism,
      Path directory)
      throws Exception {
    Path signs = Files.createDirectories(directory.resolve("signs"));
    StreamExecutionEnvironment env =
        LocalJob.environment(config, parallelism, 0, directory.resolve("checkpoints"), savepoint);
    define(env, config, RecordSource.holdingAt(log.partitions(), until, signs), directory);
    StoppedJob stopped = StoppedJob.of(env, until.length, signs, directory.resolve("savepoints"));
    return new Stopped(read(directory, stopped.result()), stopped.savepoint());
  }

  private static void define(
      StreamExecutionEnvironment env,
      JobConfig config,
      RecordSource<RawRecord> source,
      Path directory)
      throws IOException, ModelRejectedException {
    for (Topic topic : Topic.of(Topic.Role.OUTPUT)) {
      Files.createDirectories(place(directory, topic));
    }
    SignalSinks sinks =
        new SignalSinks() {
          @Override
          public <T> Sink<T> of(OutputTopic<T> output) {
            return new FileSink<>(place(directory, output), () -> output.format()::encode);
          }
        };
    String strategy = config.model().strategy();
    if (strategy == null) {
      SignalPipeline.define(env, config, TestModel.artefact(config), source, sinks);
    } else {
      StrategyPipeline.define(env, config, StrategyPipeline.read(strategy, config), source, sinks);
    }
  }

  private static Path place(Path directory, Topic topic) {
    return directory.resolve(topic.topicName());
  }

  private static SignalRun read(Path directory, JobExecutionResult result) throws IOException {
    return new SignalRun(
        byKey(directory, Topic.SIGNALS),
        byKey(directory, Topic.DRIFT_ALERTS),
        byKey(directory, Topic.RETRAIN_REQUESTS),
        byKey(directory, Topic.RISK_ALERTS),
        decoded(directory, Topic.MODEL_ALERTS),
        decoded(directory, Topic.MODEL_METRICS),
        decoded(directory, Topic.DEAD_LETTERS),
        longs(result.getAllAccumulatorResults()));
  }

  /** The sum of all counts whose name begins with {@code name}: with all its reasons. */
  public long count(String name) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().equals(name) || e.getKey().startsWith(name + "."))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static <T> Map<String, List<String>> byKey(Path directory, OutputTopic<T> output)
      throws IOException {
    OutputFormat<T> format = output.format();
    Map<String, List<String>> lines = new TreeMap<>();
    for (byte[] bytes : FileSink.read(place(directory, output))) {
      String key = output.key().of(Valid.of(format.decode(bytes)));
      lines.computeIfAbsent(key, any -> new ArrayList<>()).add(HexFormat.of().formatHex(bytes));
    }
    return lines;
  }

  /** What a run in {@code directory} left on an output, also on one that has no component here. */
  static <T> List<T> decoded(Path directory, OutputTopic<T> output) throws IOException {
    OutputFormat<T> format = output.format();
    return FileSink.read(place(directory, output)).stream()
        .map(bytes -> Valid.of(format.decode(bytes)))
        .toList();
  }

  private static Map<String, Long> longs(Map<String, Object> accumulators) {
    Map<String, Long> longs = new TreeMap<>();
    accumulators.forEach(
        (name, value) -> {
          if (value instanceof Long number) {
            longs.put(name, number);
          }
        });
    return longs;
  }
}
