package io.tidemark.flink.config;

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
    new Rules(read, problems).check(job);
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    return assemble(read);
  }

  private static JobConfig assemble(ReadOptions read) {
    return new JobConfig(
        new KafkaConfig(
            read.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS),
            read.get(JobOptions.KAFKA_GROUP_ID),
            read.get(JobOptions.KAFKA_START_OFFSETS),
            new ClientProperties(read.kafkaProperties())),
        read.get(JobOptions.TOPICS_PREFIX),
        read.get(JobOptions.INSTRUMENTS).stream().map(each -> instrument(read, each)).toList(),
        read.get(JobOptions.BARS_MAX_FLAT),
        read.get(JobOptions.STATE_EXPIRE_AFTER),
        read.find(JobOptions.MODEL_PATH).orElse(null),
        new ServingConfig(
            read.find(JobOptions.MODEL_STORE).orElse(null),
            read.get(JobOptions.MODEL_LOAD_TIMEOUT),
            read.get(JobOptions.MODEL_SHADOW_EVERY)),
        new ScoreConfig(read.get(JobOptions.SCORE_BATCH), read.get(JobOptions.SCORE_WAIT)),
        new SignalConfig(
            read.get(JobOptions.SIGNAL_MIN_STRENGTH), read.get(JobOptions.SIGNAL_EMIT)),
        drift(read),
        risk(read),
        new SequenceConfig(
            read.get(JobOptions.SEQUENCE_WAIT),
            read.get(JobOptions.SEQUENCE_TICK),
            read.get(JobOptions.SEQUENCE_MAX_AHEAD),
            read.get(JobOptions.SEQUENCE_MAX_HELD)),
        new DeliveryConfig(
            read.get(JobOptions.DELIVERY), read.get(JobOptions.DELIVERY_TRANSACTION_TIMEOUT)),
        new CheckpointConfig(
            read.get(JobOptions.CHECKPOINT_INTERVAL),
            read.find(JobOptions.CHECKPOINT_PATH).orElse(null)),
        read.effective());
  }

  private static InstrumentConfig instrument(ReadOptions read, String name) {
    return new InstrumentConfig(
        name,
        read.get(JobOptions.BARS_SOURCE, name),
        read.get(JobOptions.INPUTS, name),
        read.get(JobOptions.REFERENCES, name).stream().filter(of -> !of.equals(name)).toList());
  }

  private static DriftConfig drift(ReadOptions read) {
    return new DriftConfig(
        read.find(JobOptions.DRIFT_WINDOW).orElse(null),
        read.find(JobOptions.DRIFT_SHORT_WINDOW).orElse(null),
        read.find(JobOptions.DRIFT_PERSISTENCE).orElse(null),
        read.get(JobOptions.DRIFT_MIN_DISTANCE),
        read.get(JobOptions.DRIFT_WARN_THRESHOLD),
        read.get(JobOptions.DRIFT_PAUSE_THRESHOLD),
        read.get(JobOptions.DRIFT_RESUME),
        DriftBudget.parse(read.get(JobOptions.DRIFT_BUDGET)).orElseThrow(), // its domain is this
        read.find(JobOptions.DRIFT_FAMILY).orElse(read.get(JobOptions.INSTRUMENTS)));
  }

  private static RiskConfig risk(ReadOptions read) {
    return new RiskConfig(
        read.get(JobOptions.RISK_STALE_AFTER),
        read.get(JobOptions.RISK_SILENCE_AFTER),
        read.get(JobOptions.RISK_BOOK_MAX_AGE),
        read.get(JobOptions.RISK_FUNDING_EXTREME),
        read.get(JobOptions.RISK_FUNDING_MAX_AGE),
        read.get(JobOptions.RISK_VOLATILITY_LIMIT),
        read.get(JobOptions.RISK_FEAR_GREED_LIMIT),
        read.get(JobOptions.RISK_FEAR_GREED_MAX_AGE),
        read.get(JobOptions.RISK_POSITION_CAP),
        read.get(JobOptions.RISK_ATR_TARGET),
        read.get(JobOptions.RISK_MAX_SIGNALS_PER_HOUR));
  }
}
