package io.tidemark.flink.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no option can know alone: what is required, and what contradicts something else. */
final class Rules {

  private static final String SET_BY_THE_JOB = " is set by the job itself and cannot be changed";

  /** Kafka properties that would contradict an option, and who decides instead. */
  private static final Map<String, String> RESERVED =
      Map.of(
          "bootstrap.servers", use(JobOptions.KAFKA_BOOTSTRAP_SERVERS),
          "group.id", use(JobOptions.KAFKA_GROUP_ID),
          "auto.offset.reset", use(JobOptions.KAFKA_START_OFFSETS),
          "transaction.timeout.ms", use(JobOptions.DELIVERY_TRANSACTION_TIMEOUT),
          "transactional.id", SET_BY_THE_JOB,
          "isolation.level", SET_BY_THE_JOB,
          "enable.auto.commit", SET_BY_THE_JOB);

  private static final Set<String> SERIALIZERS =
      Set.of("key.serializer", "value.serializer", "key.deserializer", "value.deserializer");

  private final ReadOptions read;
  private final List<String> problems;

  Rules(ReadOptions read, List<String> problems) {
    this.read = read;
    this.problems = problems;
  }

  /** Adds to the problems whatever keeps {@code job} from starting. */
  void check(Job job) {
    required(job);
    modelDirectory(job);
    kafkaProperties();
    instrumentKeys();
    references();
    driftThresholds();
    driftWindows();
    transactionTimeout();
  }

  private void required(Job job) {
    for (Setting<?> setting : JobOptions.all()) {
      if (setting.requiredBy().contains(job)
          && !read.refused(setting)
          && read.find(setting).isEmpty()) {
        problems.add(
            setting.key() + " is required and not set; it must be " + setting.domain().expected());
      }
    }
  }

  private void modelDirectory(Job job) {
    if (job == Job.SIGNAL) {
      read.find(JobOptions.MODEL_PATH)
          .filter(path -> !Files.isDirectory(Path.of(path)))
          .ifPresent(
              path ->
                  problems.add(
                      JobOptions.MODEL_PATH.key()
                          + " must be the directory of a model version, was '"
                          + path
                          + "', which is no directory here"));
    }
  }

  private void kafkaProperties() {
    for (String name : read.kafkaProperties().keySet()) {
      String instead =
          SERIALIZERS.contains(name) ? SET_BY_THE_JOB : RESERVED.getOrDefault(name, "");
      if (!instead.isEmpty()) {
        problems.add(JobOptions.KAFKA_PROPERTIES.key() + "." + name + instead);
      }
    }
  }

  private void instrumentKeys() {
    List<String> known = read.find(JobOptions.INSTRUMENTS).orElse(List.of());
    if (known.isEmpty()) {
      return;
    }
    read.instrumentKeys()
        .forEach(
            (key, instrument) -> {
              if (!known.contains(instrument)) {
                problems.add(
                    key
                        + " is for '"
                        + instrument
                        + "', which is not among the instruments; the nearest is "
                        + NearestKey.to(instrument, known));
              }
            });
  }

  private void references() {
    List<String> known = read.find(JobOptions.INSTRUMENTS).orElse(List.of());
    if (known.isEmpty()) {
      return;
    }
    String key = JobOptions.REFERENCES.key();
    if (!read.refused(JobOptions.REFERENCES)) {
      references(key, "", read.get(JobOptions.REFERENCES), known);
    }
    for (String instrument : known) {
      String own = key + "." + instrument;
      if (read.instrumentKeys().containsKey(own) && !read.refused(own)) {
        references(own, instrument, read.get(JobOptions.REFERENCES, instrument), known);
      }
    }
  }

  private void references(String key, String instrument, List<String> names, List<String> known) {
    for (String name : names) {
      if (name.equals(instrument)) {
        problems.add(key + " names the instrument itself, whose candles are in its log anyway");
      } else if (!known.contains(name)) {
        problems.add(
            key
                + " names '"
                + name
                + "', which is not among the instruments, so that its candles would not be read;"
                + " the nearest is "
                + NearestKey.to(name, known));
      }
    }
  }

  private void driftThresholds() {
    if (read.refused(JobOptions.DRIFT_WARN_THRESHOLD)
        || read.refused(JobOptions.DRIFT_PAUSE_THRESHOLD)) {
      return;
    }
    double warn = read.get(JobOptions.DRIFT_WARN_THRESHOLD);
    double pause = read.get(JobOptions.DRIFT_PAUSE_THRESHOLD);
    if (pause <= warn) {
      problems.add(
          JobOptions.DRIFT_PAUSE_THRESHOLD.key()
              + " must be above "
              + JobOptions.DRIFT_WARN_THRESHOLD.key()
              + " ("
              + Domains.show(warn)
              + "), was "
              + Domains.show(pause));
    }
  }

  private void driftWindows() {
    if (read.refused(JobOptions.DRIFT_WINDOW) || read.refused(JobOptions.DRIFT_SHORT_WINDOW)) {
      return;
    }
    Integer window = read.find(JobOptions.DRIFT_WINDOW).orElse(null);
    Integer shorter = read.find(JobOptions.DRIFT_SHORT_WINDOW).orElse(null);
    if (window != null && shorter != null && shorter >= window) {
      problems.add(
          JobOptions.DRIFT_SHORT_WINDOW.key()
              + " must be below "
              + JobOptions.DRIFT_WINDOW.key()
              + " ("
              + window
              + "), or 0 for none, was "
              + shorter);
    }
  }

  /** A transaction lives from one checkpoint to the next. */
  private void transactionTimeout() {
    if (read.refused(JobOptions.DELIVERY)
        || read.refused(JobOptions.DELIVERY_TRANSACTION_TIMEOUT)
        || read.refused(JobOptions.CHECKPOINT_INTERVAL)
        || read.get(JobOptions.DELIVERY) != Delivery.EXACTLY_ONCE) {
      return;
    }
    Duration timeout = read.get(JobOptions.DELIVERY_TRANSACTION_TIMEOUT);
    Duration interval = read.get(JobOptions.CHECKPOINT_INTERVAL);
    if (timeout.compareTo(interval) <= 0) {
      problems.add(
          JobOptions.DELIVERY_TRANSACTION_TIMEOUT.key()
              + " must be longer than "
              + JobOptions.CHECKPOINT_INTERVAL.key()
              + " ("
              + Domains.show(interval)
              + "), was "
              + Domains.show(timeout)
              + ": every transaction would be aborted before its checkpoint");
    }
  }

  private static String use(Setting<?> setting) {
    return " is decided by " + setting.key() + "; set that instead";
  }
}
