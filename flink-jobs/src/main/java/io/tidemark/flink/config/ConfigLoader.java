package io.tidemark.flink.config;

import io.tidemark.flink.config.text.RawOptions;
import io.tidemark.flink.config.text.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a file and assignments into a {@link JobConfig}, or says everything that is wrong. */
public final class ConfigLoader {

  private ConfigLoader() {}

  /**
   * Loads a configuration; references are resolved from this process's environment.
   *
   * @param job whose required options must be there
   * @param file YAML, nested or dotted keys; null for none
   * @param assignments {@code key=value}, stronger than the file
   * @throws InvalidOptionsException listing every problem
   */
  public static JobConfig load(Job job, @Nullable Path file, List<String> assignments) {
    return load(job, file, assignments, System.getenv());
  }

  /** The same with the environment passed in. */
  public static JobConfig load(
      Job job, @Nullable Path file, List<String> assignments, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    RawOptions raw = new RawOptions(problems);
    if (file != null && !raw.file(file)) {
      // Without its file everything is missing, and that is not what the submitter did wrong.
      throw new InvalidOptionsException(problems);
    }
    raw.assignments(assignments);
    ReadOptions read = new ReadOptions(new Secrets(environment), problems);
    raw.values().forEach((key, given) -> read.read(key, given.text(), given.source()));
    JobOptions.check(job, read, problems);
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    return assemble(read);
  }

  private static JobConfig assemble(ReadOptions read) {
    return new JobConfig(
        KafkaSettings.TABLE.from(read),
        MarketSettings.TABLE.from(read),
        SequenceSettings.TABLE.from(read),
        ModelSettings.TABLE.from(read),
        ScoreSettings.TABLE.from(read),
        new GateConfig(
            DriftSettings.TABLE.from(read),
            RiskSettings.TABLE.from(read),
            SignalSettings.TABLE.from(read)),
        new FaultToleranceConfig(
            DeliverySettings.TABLE.from(read),
            CheckpointSettings.TABLE.from(read),
            RestartSettings.TABLE.from(read)),
        read.effective());
  }
}
