package io.tidemark.testbed.cluster;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.signal.Folds;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One set of topics on a broker with the configuration of the jobs that work on it.
 *
 * @param bootstrapServers of the broker
 * @param prefix of its topics
 * @param file the configuration
 */
record Deployment(String bootstrapServers, String prefix, Path file) {

  private static final int LOG_PARTITIONS = 3;

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root"))
          .resolve("models/src/test/resources/artifacts/tiny-every/1");

  /** Creates the topics and writes the configuration into {@code folder}. */
  static Deployment create(EmbeddedBroker broker, String prefix, Path folder, String... settings)
      throws IOException {
    Map<String, Integer> partitions =
        Topic.ALL.stream()
            .collect(
                Collectors.toMap(
                    topic -> prefix + topic.topicName(),
                    topic -> topic.role() == Topic.Role.LOG ? LOG_PARTITIONS : 1));
    broker.createTopics(partitions, Map.of());
    List<String> lines =
        new ArrayList<>(
            List.of(
                "kafka.bootstrap-servers: " + broker.bootstrapServers(),
                "kafka.group-id: " + prefix + "it",
                "kafka.start-offsets: earliest",
                "topics.prefix: " + prefix,
                "instruments: " + Market.INSTRUMENTS,
                "model.path: " + MODEL,
                "signal.emit: every",
                "sequence.tick: 0 ms",
                "risk.silence-after: 20 min",
                "risk.volatility-limit: 10",
                "drift.warn-threshold: 0.9",
                "drift.pause-threshold: 1"));
    lines.addAll(List.of(settings));
    Path file = folder.resolve(prefix + "jobs.yaml");
    Files.write(file, lines);
    return new Deployment(broker.bootstrapServers(), prefix, file);
  }

  /** The topic's name in Kafka. */
  String name(Topic topic) {
    return prefix + topic.topicName();
  }

  /** Writes facts where an exchange's connector would. */
  Consumer<Fact> market(TopicWriter writer) {
    RawEncoder encoder = new RawEncoder();
    return fact ->
        writer.write(
            name(Topic.carrying(fact.kind())),
            fact.instrument(),
            encoder.encode(fact),
            fact.availableAt());
  }

  /** Writes events where the sequence job would. */
  Consumer<LogEvent> log(TopicWriter writer) {
    LogFormat format = new LogFormat();
    return event ->
        writer.write(
            name(Topic.EVENTS), event.instrument(), format.encode(event), event.availableAt());
  }

  /** What a topic shows to those who read committed records only. */
  List<ConsumerRecord<byte[], byte[]>> committed(Topic topic) {
    try (Follower follower = Follower.committed(bootstrapServers, name(topic))) {
      return follower.now();
    }
  }

  /** Everything that a topic holds. */
  Follower follow(Topic topic) {
    return Follower.uncommitted(bootstrapServers, name(topic));
  }

  /**
   * The signals of an undisturbed fold of this log, in hexadecimal, by instrument and in order:
   * without Flink, in a plain loop.
   */
  Map<String, List<String>> fold(List<ConsumerRecord<byte[], byte[]>> log) throws Exception {
    JobConfig config = ConfigLoader.load(Job.SIGNAL, file, List.of());
    Map<String, List<String>> signals = new TreeMap<>();
    Map<String, InstrumentFold> folds = new HashMap<>();
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    try (Folds stages = Folds.open(SignalJob.model(config), config)) {
      for (LogEvent event : events(log)) {
        InstrumentFold.Step step =
            folds.computeIfAbsent(event.instrument(), any -> stages.fold()).step(event);
        Signal signal = step == null ? null : step.risk().signal();
        if (signal != null) {
          add(signals, signal.instrument(), format.encode(signal));
        }
      }
    }
    return signals;
  }

  /** The log's events, partition by partition in the order of their offsets. */
  static List<LogEvent> events(List<ConsumerRecord<byte[], byte[]>> log) {
    LogFormat format = new LogFormat();
    return log.stream()
        .map(r -> valid(format.decode(r.value(), r.offset(), r.timestamp() * 1_000)))
        .toList();
  }

  /** Signals as they stand on the topic, in hexadecimal, by instrument and in order. */
  static Map<String, List<String>> byInstrument(List<ConsumerRecord<byte[], byte[]>> signals) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    Map<String, List<String>> lines = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : signals) {
      add(lines, valid(format.decode(record.value())).instrument(), record.value());
    }
    return lines;
  }

  private static void add(Map<String, List<String>> lines, String instrument, byte[] bytes) {
    lines
        .computeIfAbsent(instrument, any -> new ArrayList<>())
        .add(HexFormat.of().formatHex(bytes));
  }

  private static <T> T valid(Parsed<T> parsed) {
    if (parsed instanceof Parsed.Valid<T> valid) {
      return valid.value();
    }
    throw new AssertionError(parsed);
  }
}
