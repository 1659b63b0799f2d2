package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.Signal;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.testbed.FileSink;
import io.tidemark.flink.testbed.LocalJob;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.Valid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
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
record SignalRun(
    Map<String, List<String>> signals,
    Map<String, List<String>> driftAlerts,
    Map<String, List<String>> retrainRequests,
    Map<String, List<String>> riskAlerts,
    List<ModelAlert> modelAlerts,
    List<ModelComparison> modelMetrics,
    List<DeadLetter> deadLetters,
    Map<String, Long> counts) {

  /** Runs the job on an empty {@code directory}. */
  static SignalRun of(
      JobConfig config, RecordSource source, int parallelism, int restarts, Path directory)
      throws Exception {
    Path signals = Files.createDirectories(directory.resolve("signals"));
    Path driftAlerts = Files.createDirectories(directory.resolve("drift-alerts"));
    Path retrainRequests = Files.createDirectories(directory.resolve("retrain-requests"));
    Path riskAlerts = Files.createDirectories(directory.resolve("risk-alerts"));
    Path modelAlerts = Files.createDirectories(directory.resolve("model-alerts"));
    Path modelMetrics = Files.createDirectories(directory.resolve("model-metrics"));
    Path deadLetters = Files.createDirectories(directory.resolve("dead-letters"));
    StreamExecutionEnvironment env =
        LocalJob.environment(config, parallelism, restarts, directory.resolve("checkpoints"));
    SignalPipeline.define(
        env,
        config,
        TestModel.bundle(config),
        source,
        new SignalSinks(
            new FileSink<>(signals, () -> OutputFormat.signals()::encode),
            new FileSink<>(driftAlerts, () -> OutputFormat.driftAlerts()::encode),
            new FileSink<>(retrainRequests, () -> OutputFormat.retrainRequests()::encode),
            new FileSink<>(riskAlerts, () -> OutputFormat.riskAlerts()::encode),
            new FileSink<>(modelAlerts, () -> OutputFormat.modelAlerts()::encode),
            new FileSink<>(modelMetrics, () -> OutputFormat.modelMetrics()::encode),
            new FileSink<>(deadLetters, () -> OutputFormat.deadLetters()::encode)));
    JobExecutionResult result = env.execute();
    return new SignalRun(
        byKey(signals, OutputFormat.signals(), Signal::instrument),
        byKey(driftAlerts, OutputFormat.driftAlerts(), DriftAlert::instrument),
        byKey(retrainRequests, OutputFormat.retrainRequests(), RetrainRequest::instrument),
        byKey(riskAlerts, OutputFormat.riskAlerts(), RiskAlert::instrument),
        decoded(modelAlerts, OutputFormat.modelAlerts()),
        decoded(modelMetrics, OutputFormat.modelMetrics()),
        decoded(deadLetters, OutputFormat.deadLetters()),
        longs(result.getAllAccumulatorResults()));
  }

  /** The sum of all counts whose name begins with {@code name}: with all its reasons. */
  long count(String name) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().equals(name) || e.getKey().startsWith(name + "."))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static <T> Map<String, List<String>> byKey(
      Path directory, OutputFormat<T> format, Function<T, String> key) throws IOException {
    Map<String, List<String>> lines = new TreeMap<>();
    for (byte[] bytes : FileSink.read(directory)) {
      String instrument = key.apply(Valid.of(format.decode(bytes)));
      lines
          .computeIfAbsent(instrument, any -> new ArrayList<>())
          .add(HexFormat.of().formatHex(bytes));
    }
    return lines;
  }

  private static <T> List<T> decoded(Path directory, OutputFormat<T> format) throws IOException {
    return FileSink.read(directory).stream().map(bytes -> Valid.of(format.decode(bytes))).toList();
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
