package io.tidemark.testbed;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.topology.JobEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The real sequence job and a real broker that has all topics, in this process. */
final class LiveSequence implements AutoCloseable {

  private static final int PARTITIONS = 3;

  private final EmbeddedBroker broker;
  private final Path folder;
  private final List<String> instruments;

  private LiveSequence(EmbeddedBroker broker, Path folder, List<String> instruments) {
    this.broker = broker;
    this.folder = folder;
    this.instruments = instruments;
  }

  /** What a test does while the job runs. */
  @FunctionalInterface
  interface Meanwhile {
    void run() throws Exception;
  }

  /** Starts the broker. */
  static LiveSequence start(Path folder, List<String> instruments) {
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
    Map<String, Integer> partitions = new HashMap<>();
    Topic.ALL.forEach(
        topic ->
            partitions.put(
                topic.topicName(),
                topic == Topic.CONTROL || topic == Topic.MODEL_UPDATES ? 1 : PARTITIONS));
    broker.createTopics(partitions, Map.of());
    return new LiveSequence(broker, folder, instruments);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Runs the job and hands on what it writes, for as long as something is missing. */
  void run(Meanwhile meanwhile, BooleanSupplier missing, Consumer<LogEvent> out) throws Exception {
    JobConfig config =
        ConfigLoader.load(
            Job.SEQUENCE,
            null,
            List.of(
                "kafka.bootstrap-servers=" + bootstrapServers(),
                "kafka.start-offsets=earliest",
                "instruments=" + String.join(",", instruments),
                "checkpoint.interval=500ms",
                "checkpoint.min-pause=0s",
                "sequence.tick=0s"),
            Map.of());
    Configuration settings = JobEnvironment.settings(config);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    try (LocalFlink flink = LocalFlink.start(folder.resolve("flink"), 0, 0);
        TopicReader reader = TopicReader.of(bootstrapServers(), Topic.EVENTS)) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(settings).setParallelism(2);
      SequenceJob.define(env, config);
      JobClient job = flink.submit(env, "sequence");
      flink.awaitRunning(job);
      meanwhile.run();
      LogFormat format = new LogFormat();
      while (missing.getAsBoolean()) {
        reader.poll(
            record ->
                out.accept(((Parsed.Valid<LogEvent>) format.decode(record.value(), 0, 0)).value()));
      }
      job.cancel().get();
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
