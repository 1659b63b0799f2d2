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
import java.util.Collection;
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
 */
record Deployment(String bootstrapServers, String prefix, Path file) {

  /** The version that serves. */
  static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/demo-linear/1");

  private static final int LIMIT_SECONDS = 60;

  /** Creates the topics and writes the configuration into {@code folder}. */
  static Deployment create(
      String bootstrapServers, String prefix, Path folder, List<String> settings) throws Exception {
    Path file = folder.resolve(prefix + "jobs.yaml");
    Deployment made = new Deployment(bootstrapServers, prefix, file);
    made.createTopics(Topic.ALL);
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : made.configuration()) {
      lines.put(key(line), line);
    }
    settings.forEach(line -> lines.put(key(line), line));
    Files.write(file, lines.values());
    return made;
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf(": "));
  }

  /** As docker/tidemark.yaml has it, with a signal at every event: nothing may be wrong unseen. */
  private List<String> configuration() {
    return List.of(
        "kafka.bootstrap-servers: " + bootstrapServers,
        "kafka.group-id: " + prefix + "suite",
        "kafka.start-offsets: earliest",
        "topics.prefix: " + prefix,
        "instruments: " + RawMarket.INSTRUMENTS,
        "bars.source: trades",
        "bars.source." + RawMarket.BY_CANDLES + ": candles",
        "references: [" + RawMarket.REFERENCE + "]",
        "inputs: [book, sentiment, fear-greed]",
        "inputs." + SimInstrument.SOL.name() + ": [book, funding, sentiment, fear-greed]",
        "model.path: " + MODEL,
        "drift.warn-threshold: 0.32",
        "signal.emit: every",
        "risk.silence-after: 5 min",
        // two seconds here are eight minutes there; a machine that is busy elsewhere is no fault
        "sequence.wait: 2 s",
        "sequence.tick: 0 ms",
        // with Flink's growing pauses twenty kills would take a quarter of an hour
        "restart.max-backoff: 1 s");
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
          case OUTPUT -> 2;
        };
    return new NewTopic(name(topic), Optional.of(partitions), Optional.empty())
        .configs(
            Map.of(
                "retention.ms",
                "-1",
                "message.timestamp.type",
                topic.role() == Topic.Role.LOG ? "LogAppendTime" : "CreateTime"));
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
