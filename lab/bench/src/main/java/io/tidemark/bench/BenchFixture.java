package io.tidemark.bench;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.testbed.EmbeddedBroker;
import io.tidemark.testbed.LocalFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.util.FileUtils;

/** A broker and a Flink cluster in this process, with a folder that is taken away at the end. */
public final class BenchFixture implements AutoCloseable {

  /** As the demo has it. */
  private static final int LOG_PARTITIONS = 3;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final LocalFlink flink;

  private BenchFixture(Path folder, EmbeddedBroker broker, LocalFlink flink) {
    this.folder = folder;
    this.broker = broker;
    this.flink = flink;
  }

  /** Starts both. */
  public static BenchFixture start() throws Exception {
    Path folder = Files.createTempDirectory("tidemark-bench");
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
    LocalFlink flink;
    try {
      flink = LocalFlink.start(folder.resolve("flink"), 0, 0);
    } catch (Exception e) {
      broker.close();
      throw e;
    }
    return new BenchFixture(folder, broker, flink);
  }

  /** Where jobs run. */
  public LocalFlink flink() {
    return flink;
  }

  /** For what a run needs on disk. */
  public Path folder() {
    return folder;
  }

  /** Where savepoints go. */
  public String savepoints() {
    return folder.resolve("savepoints").toUri().toString();
  }

  /** For clients that do what the job's do: without settings of their own, as its. */
  public Properties client() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  /** Creates the topic of a log. */
  void createLog(String prefix) {
    String topic = prefix + Topic.EVENTS.topicName();
    broker.createTopics(
        Map.of(topic, LOG_PARTITIONS),
        Map.of(topic, Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime")));
  }

  /** Reads a log from its beginning. */
  public TopicReader read(WrittenLog log) {
    return new TopicReader(client(), List.of(log.prefix() + Topic.EVENTS.topicName()));
  }

  /** What a reader of committed records finds on the topic of signals. */
  public long committedSignals(String prefix) {
    long[] found = {0};
    try (TopicReader reader =
        new TopicReader(client(), List.of(prefix + Topic.SIGNALS.topicName()))) {
      reader.drain(record -> found[0]++);
    }
    return found[0];
  }

  /** Creates the topics that a stage writes; deleted by {@link #deleteTopics}. */
  void createTopics(String prefix) {
    broker.createTopics(
        outputs(prefix).stream().collect(Collectors.toMap(Function.identity(), topic -> 1)),
        Map.of());
  }

  /**
   * Creates a topic of one partition.
   *
   * @param config of the topic
   */
  public void createTopic(String topic, Map<String, String> config) {
    broker.createTopics(Map.of(topic, 1), Map.of(topic, config));
  }

  /** Deletes a topic with all that it holds. */
  public void deleteTopic(String topic) {
    broker.deleteTopics(List.of(topic));
  }

  /** So that the disk holds the topics of one run only. */
  void deleteTopics(String prefix) {
    broker.deleteTopics(outputs(prefix));
  }

  private static List<String> outputs(String prefix) {
    List<String> topics = new ArrayList<>();
    Topic.of(Topic.Role.OUTPUT).forEach(topic -> topics.add(prefix + topic.topicName()));
    topics.add(prefix + Topic.EVENTS.topicName());
    return topics;
  }

  /**
   * The configuration of the signal job over the log. A model that drift pauses would write
   * nothing, so that gate measures and never blocks; the rest is as in the demo.
   *
   * @param prefix of the topics
   * @param assignments stronger than the rest
   */
  public JobConfig config(Path model, String prefix, List<String> assignments) throws IOException {
    String serves = "model.path: " + model.toAbsolutePath() + "\nsignal.min-strength: 95";
    return serving(serves, prefix, assignments);
  }

  /**
   * The same of a job in which a strategy decides; how strong a score must be stands in its file.
   *
   * @param log to which the options are fitted
   */
  public JobConfig ofStrategy(
      Path strategy, WrittenLog log, String prefix, List<String> assignments) throws IOException {
    List<String> all = new ArrayList<>(log.assignments());
    all.addAll(assignments);
    return serving("strategy.path: " + strategy.toAbsolutePath(), prefix, all);
  }

  private JobConfig serving(String serves, String prefix, List<String> assignments)
      throws IOException {
    String instruments =
        SimInstrument.ALL.stream().map(SimInstrument::name).collect(Collectors.joining(", "));
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            kafka.bootstrap-servers: %s
            kafka.start-offsets: earliest
            topics.prefix: "%s"
            instruments: [%s]
            bars.source: trades
            inputs: [book, sentiment, fear-greed]
            inputs.%s: [book, funding, sentiment, fear-greed]
            %s
            drift.min-distance: 0.98
            drift.warn-threshold: 0.98
            drift.pause-threshold: 0.99
            risk.max-signals-per-hour: 64
            checkpoint.interval: 1 s
            """
                .formatted(
                    broker.bootstrapServers(),
                    prefix,
                    instruments,
                    SimInstrument.SOL.name(),
                    serves));
    return ConfigLoader.load(Job.SIGNAL, file, assignments);
  }

  /** The same over another log, with what that one needs. */
  JobConfig config(BenchModel model, WrittenLog log, String prefix, List<String> assignments)
      throws IOException {
    List<String> all = new ArrayList<>(log.assignments());
    all.addAll(assignments);
    return config(model.directory(), prefix, all);
  }

  @Override
  public void close() throws IOException {
    try {
      flink.close();
    } finally {
      broker.close();
      FileUtils.deleteDirectory(folder.toFile());
    }
  }
}
