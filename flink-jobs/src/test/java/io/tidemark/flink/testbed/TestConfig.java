package io.tidemark.flink.testbed;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A configuration that fits {@link Market}; what a test changes comes last and wins. */
public final class TestConfig {

  private static final List<String> MODEL = List.of("model.path=" + TestModel.DIRECTORY);

  private static final List<String> SIGNAL =
      List.of(
          "risk.silence-after=20min",
          "risk.volatility-limit=5",
          "inputs.BTC-USDT@test=funding,fear-greed");

  private static final List<String> DRIFT =
      List.of(
          "drift.window=20",
          "drift.short-window=5",
          "drift.warn-threshold=0.4",
          "drift.pause-threshold=0.6");

  private TestConfig() {}

  /** Of the signal job. */
  public static JobConfig signal(String... assignments) {
    return load(Job.SIGNAL, List.of(MODEL, SIGNAL, DRIFT), assignments);
  }

  /** The same, but that the drift gate tests as its model was calibrated. */
  public static JobConfig signalAsCalibrated(String... assignments) {
    return load(Job.SIGNAL, List.of(MODEL, SIGNAL), assignments);
  }

  /** Of the signal job where a strategy decides. */
  public static JobConfig strategy(Path file, String... assignments) {
    List<String> served = List.of("strategy.path=" + file);
    return load(Job.SIGNAL, List.of(served, SIGNAL, DRIFT), assignments);
  }

  /** Of the sequence job. */
  public static JobConfig sequence(String... assignments) {
    return load(Job.SEQUENCE, List.of(List.of("sequence.tick=0s")), assignments);
  }

  private static JobConfig load(Job job, List<List<String>> settings, String... assignments) {
    List<String> all = new ArrayList<>();
    settings.forEach(all::addAll);
    all.add("kafka.bootstrap-servers=localhost:1");
    all.add("instruments=" + String.join(",", Market.INSTRUMENTS));
    all.addAll(List.of(assignments));
    return ConfigLoader.load(job, null, all, Map.of());
  }
}
