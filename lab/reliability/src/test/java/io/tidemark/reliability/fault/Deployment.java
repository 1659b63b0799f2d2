package io.tidemark.reliability.fault;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.reliability.RawMarket;
import io.tidemark.simulator.SimInstrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One set of topics on a broker, and the configuration of the jobs that work on it.
 *
 * @param bootstrapServers of the broker
 * @param prefix of its topics
 * @param file the configuration
 * @param copies of what the jobs write: 1, or 3 on brokers 1 to 3
 */
record Deployment(String bootstrapServers, String prefix, Path file, int copies) {

  /** The version that serves. */
  static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/demo-linear/1");

  private static final int LIMIT_SECONDS = 60;

  /** Creates the topics and writes the configuration for {@link RawMarket}. */
  Deployment create(List<String> settings) throws Exception {
    List<String> all = new ArrayList<>(marketSettings());
    all.addAll(settings);
    return createWith(all);
  }

  /** The same for another market. */
  Deployment createWith(List<String> settings) throws Exception {
    createTopics(Topic.ALL);
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : usualSettings()) {
      lines.put(key(line), line);
    }
    settings.forEach(line -> lines.put(key(line), line));
    Files.write(file, lines.values());
    return this;
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf(": "));
  }

  /** The consumer group. */
  String group() {
    return prefix + "suite";
  }

  private List<String> usualSettings() {
    return List.of(
        "kafka.bootstrap-servers: " + bootstrapServers,
        "kafka.group-id: " + group(),
        "topics.prefix: " + prefix,
        "model.path: " + MODEL,
        "sequence.tick: 0 ms",
        // with Flink's growing pauses twenty kills would take a quarter of an hour
        "restart.max-backoff: 1 s");
  }

  /** As docker/tidemark.yaml has it, with a signal at every event: nothing may be wrong unseen. */
  private static List<String> marketSettings() {
    return List.of(
        "kafka.start-offsets: earliest",
        "instruments: " + RawMarket.INSTRUMENTS,
        "bars.source: trades",
        "bars.source." + RawMarket.BY_CANDLES + ": candles",
        "references: [" + RawMarket.REFERENCE + "]",
        "inputs: [book, sentiment, fear-greed]",
        "inputs." + SimInstrument.SOL.name() + ": [book, funding, sentiment, fear-greed]",
        "drift.warn-threshold: 0.32",
        "signal.emit: every",
        "risk.silence-after: 5 min",
        // two seconds here are eight minutes there; a machine that is busy elsewhere is no fault
        "sequence.wait: 2 s");
  }

  /** Creates topics, or creates them anew, and waits until the broker shows them. */
  void createTopics(Collection<Topic> topics) throws Exception {
    Set<String> names = Set.copyOf(topics.stream().map(this::name).toList());
    try (Admin admin = admin()) {
      List<NewTopic> wanted = topics.stream().map(this::newTopic).toList();
      admin.createTopics(wanted).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      while (!admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).containsAll(names)) {
        Thread.sleep(20);
      }
    }
  }

  private NewTopic newTopic(Topic topic) {
    int partitions =
        switch (topic.role()) {
          case LOG -> 3;
          case INPUT -> topic == Topic.MODEL_UPDATES || topic == Topic.CONTROL ? 1 : 2;
          case SOURCE, OUTPUT -> 2;
        };
    return (copies == 1
            ? new NewTopic(name(topic), Optional.of(partitions), Optional.empty())
            : new NewTopic(name(topic), assignment(topic, partitions)))
        .configs(
            Map.of(
                "retention.ms",
                "-1",
                "message.timestamp.type",
                topic.role() == Topic.Role.LOG ? "LogAppendTime" : "CreateTime"));
  }

  /**
   * What the jobs write lies on all three, and the first one leads it. The market lies on the two
   * others alone: else a partition that waits for the first would come later than the rest.
   */
  private static Map<Integer, List<Integer>> assignment(Topic topic, int partitions) {
    Map<Integer, List<Integer>> brokers = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      List<Integer> market = i % 2 == 0 ? List.of(2, 3) : List.of(3, 2);
      brokers.put(i, topic.role() == Topic.Role.INPUT ? market : List.of(1, 2, 3));
    }
    return brokers;
  }

  /** Deletes a topic and waits until the broker no longer shows it. */
  void deleteTopic(Topic topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(name(topic))).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      while (admin
          .listTopics()
          .names()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS)
          .contains(name(topic))) {
        Thread.sleep(20);
      }
    }
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** The topic's name in Kafka. */
  String name(Topic topic) {
    return prefix + topic.topicName();
  }

  /** Writes facts where collectors would, with the time at which they became available. */
  Consumer<Fact> market(TopicWriter writer) {
    RawEncoder encoder = new RawEncoder();
    return fact ->
        writer.write(
            name(Topic.carrying(fact.kind())),
            fact.instrument(),
            encoder.encode(fact),
            fact.availableAt());
  }

  JobConfig signalConfig() throws IOException {
    return ConfigLoader.load(Job.SIGNAL, file, List.of());
  }

  /** One event of the log. */
  static LogEvent event(LogFormat format, ConsumerRecord<byte[], byte[]> record) {
    return valid(format.decode(record.value(), record.offset(), record.timestamp() * 1_000));
  }

  /** Signals as they stand on the topic. */
  static List<Signal> signals(List<ConsumerRecord<byte[], byte[]>> records) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    return records.stream().map(record -> valid(format.decode(record.value()))).toList();
  }

  private static <T> T valid(Parsed<T> parsed) {
    if (parsed instanceof Parsed.Valid<T> valid) {
      return valid.value();
    }
    throw new AssertionError(parsed);
  }
}
