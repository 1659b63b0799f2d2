package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Tick;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.flink.preflight.PreflightException;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a real broker, and against none. */
final class DoctorCommandTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/btc-linear/1");

  /** Port 1 is given to nobody. */
  private static final String NOBODY = "127.0.0.1:1";

  private static final String EVENTS = Topic.EVENTS.topicName();

  @TempDir Path directory;

  private String decides = "model.path: " + MODEL;

  @Test
  void whereEverythingIsInPlaceThereIsNoProblem() throws IOException {
    try (EmbeddedBroker broker = broker(Map.of())) {
      writeFrom(broker, idOfTrades(broker));
      Path checkpoints = directory.resolve("checkpoints");
      JsonNode findings =
          findings(
              0,
              broker.bootstrapServers(),
              InstantSource.system(),
              "--set",
              "checkpoint.path=" + checkpoints.toUri(),
              "--flink-conf",
              flink(
                      "taskmanager.memory.process.size: 1728m\n"
                          + "execution.checkpointing.num-retained: 3")
                  .toString());

      assertThat(verdicts(findings))
          .containsOnlyKeys(
              "Java",
              "Flink",
              "connector",
              "kafka-clients",
              "ONNX Runtime",
              "Avro",
              "brokers",
              "Kafka",
              "topics",
              "partitions",
              "retention",
              "record times",
              "compaction",
              "dead letters",
              "replicas",
              "copies",
              "compression",
              "positions",
              "topic ids",
              "clock",
              "transactions",
              "model",
              "silence",
              "memory",
              "checkpoints",
              "kept checkpoints");
      assertThat(verdicts(findings).values()).containsOnly("OK");
      assertThat(words(findings, "model")).contains("btc-linear 1");
      assertThat(words(findings, "Kafka")).contains("4.2");
      assertThat(checkpoints).isEmptyDirectory();
    }
  }

  @Test
  void aPositionBehindTheEndOfATopicIsAProblemAndTheSubmitIsRefused() throws Exception {
    try (EmbeddedBroker broker = broker(Map.of())) {
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(client)) {
        Map<TopicPartition, OffsetAndMetadata> committed =
            Map.of(new TopicPartition(EVENTS, 0), new OffsetAndMetadata(500));
        admin.alterConsumerGroupOffsets("tidemark-signal", committed).all().get();
      }
      JsonNode findings = findings(1, broker.bootstrapServers(), InstantSource.system());
      assertThat(verdicts(findings)).containsEntry("positions", "PROBLEM");
      assertThat(words(findings, "positions"))
          .startsWith(
              "Group tidemark-signal would go on at offset 500 of market.events.v1-0, which ends"
                  + " at 0: the topic was created anew since")
          .contains("--group tidemark-signal --topic market.events.v1 --reset-offsets");
      JobConfig config =
          ConfigLoader.load(
              Job.SIGNAL, directory.resolve("job.yaml"), List.of("kafka.start-offsets=group"));
      assertThatThrownBy(() -> Preflight.of(Job.SIGNAL, config).run())
          .isInstanceOf(PreflightException.class)
          .hasMessageContaining("would go on at offset 500 of market.events.v1-0");
    }
  }

  @Test
  void aTopicThatIsNotTheOneThatTheLogWasWrittenFromIsAProblem() throws IOException {
    try (EmbeddedBroker broker = broker(Map.of())) {
      writeFrom(broker, "AAAAAAAAAAAAAAAAAAAAAQ");
      JsonNode findings = findings(1, broker.bootstrapServers(), InstantSource.system());
      assertThat(verdicts(findings)).containsEntry("topic ids", "PROBLEM");
      assertThat(words(findings, "topic ids"))
          .contains("exchange.trades.v1 is " + idOfTrades(broker))
          .contains("the log was last written from AAAAAAAAAAAAAAAAAAAAAQ")
          .contains("--group tidemark-sequence --all-topics --reset-offsets");
    }
  }

  @Test
  void aClockBehindTheBrokersIsAProblemAndAnOldLogSaysNothing() throws IOException {
    try (EmbeddedBroker broker = broker(Map.of())) {
      JsonNode empty = findings(0, broker.bootstrapServers(), InstantSource.system());
      assertThat(verdicts(empty)).containsEntry("clock", "CANNOT_TELL");
      assertThat(words(empty, "clock")).contains("is empty");

      write(broker);
      Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
      JsonNode behind = findings(1, broker.bootstrapServers(), InstantSource.fixed(hourAgo));
      assertThat(verdicts(behind)).containsEntry("clock", "PROBLEM");
      assertThat(words(behind, "clock")).contains("behind the broker's");

      Instant later = Instant.now().plus(Duration.ofHours(1));
      JsonNode ahead = findings(0, broker.bootstrapServers(), InstantSource.fixed(later));
      assertThat(verdicts(ahead)).containsEntry("clock", "CANNOT_TELL");
    }
  }

  @Test
  void topicsThatLoseRecordsOrFalsifyTimesAreProblems() throws IOException {
    Map<String, Map<String, String>> spoilt =
        Map.of(
            EVENTS,
            Map.of("message.timestamp.type", "CreateTime"),
            Topic.CONTROL.topicName(),
            Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"),
            Topic.TRADES.topicName(),
            Map.of("message.timestamp.type", "CreateTime"),
            Topic.MODEL_UPDATES.topicName(),
            Map.of("cleanup.policy", "delete"),
            Topic.DEAD_LETTERS.topicName(),
            Map.of("max.message.bytes", "500000"));
    try (EmbeddedBroker broker = broker(spoilt)) {
      JsonNode findings =
          findings(
              1,
              broker.bootstrapServers(),
              InstantSource.system(),
              "--set",
              "delivery.transaction-timeout=20 min");

      assertThat(verdicts(findings))
          .containsEntry("record times", "PROBLEM")
          .containsEntry("compaction", "PROBLEM")
          .containsEntry("dead letters", "PROBLEM")
          .containsEntry("transactions", "PROBLEM")
          .containsEntry("topics", "OK");
      assertThat(words(findings, "compaction"))
          .contains("control.v1 has cleanup.policy compact, it should be delete, ")
          .contains("model-updates.v1 has cleanup.policy delete, it should be compact, ");
      assertThat(words(findings, "record times"))
          .contains("market.events.v1 has", "exchange.trades.v1 has", "so that no producer's clock")
          .contains("--add-config message.timestamp.type=LogAppendTime");
      assertThat(words(findings, "transactions")).contains("1200000 ms", "900000 ms");
    }
  }

  @Test
  void aMissingTopicComesWithTheCommandThatCreatesIt() throws IOException {
    try (EmbeddedBroker broker = broker(Map.of())) {
      JsonNode findings =
          findings(
              1,
              broker.bootstrapServers(),
              InstantSource.system(),
              "--set",
              "topics.prefix=other.");
      assertThat(findings.findValuesAsText("words"))
          .filteredOn(words -> words.contains("kafka-topics --create"))
          .as("one for each topic that a job reads or writes")
          .hasSize(Topic.ALL.size() - Topic.of(Topic.Role.SOURCE).size());
    }
  }

  @Test
  void withoutABrokerThereIsASentenceAndTheRestIsLookedAt() throws IOException {
    StringWriter said = new StringWriter();
    int code = doctor(said, NOBODY, InstantSource.system());

    assertThat(code).isEqualTo(1);
    assertThat(said.toString())
        .containsPattern("problem +brokers +No broker of .*: no answer within 500 ms\\.")
        .containsPattern("ok +model ")
        .containsPattern("cannot tell +checkpoints ")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void aModelThatWasTouchedIsAProblem() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("model"));
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
      }
    }
    byte[] onnx = Files.readAllBytes(copy.resolve("model.onnx"));
    onnx[onnx.length / 2] ^= 1;
    Files.write(copy.resolve("model.onnx"), onnx);
    JsonNode findings = findings(1, NOBODY, InstantSource.system(), "--set", "model.path=" + copy);
    assertThat(verdicts(findings)).containsEntry("model", "PROBLEM");
    assertThat(words(findings, "model")).contains("SHA-256");
  }

  @Test
  void eachModelOfAStrategyIsOpenedAndWhatTheyTakeTogetherIsEstimated() throws IOException {
    Path file = directory.resolve("two.yaml");
    decides = "strategy.path: " + file;
    Files.writeString(
        file,
        "strategy: two\nmodels:\n  line: {path: %s}\n  trend: {path: %s}\n%s\n"
            .formatted(
                MODEL,
                MODEL.resolve("../../btc-gbm/1"),
                "decide: {vote: {of: [line, trend], agree: 1}}"));
    StringWriter said = new StringWriter();

    doctor(said, NOBODY, InstantSource.system());

    assertThat(said.toString())
        .containsPattern("ok +strategy +two, hash [0-9a-f]{64} ")
        .containsPattern("ok +model +line: btc-linear 1: hashes, form and golden vectors hold")
        .containsPattern("ok +model +trend: btc-gbm 1: hashes, form and golden vectors hold")
        .containsPattern("ok +silence ")
        .containsPattern("cannot tell +memory +1 instruments: about ");
  }

  @Test
  void allThatIsWrongWithAStrategyIsAProblemEach() throws IOException {
    Path file = directory.resolve("wrong.yaml");
    decides = "strategy.path: " + file;
    Files.writeString(file, "strategy: wrong\nmodels: {line: {path: nowhere}}\ndecide: other\n");
    StringWriter said = new StringWriter();

    doctor(said, NOBODY, InstantSource.system());

    assertThat(said.toString())
        .containsPattern("problem +strategy +.*leads to no model that may serve")
        .containsPattern("problem +strategy +.*'other', which is not among the models")
        .doesNotContain("Exception", "\tat ");
    decides = "model.path: " + MODEL + "\nstrategy.path: " + file;
    said.getBuffer().setLength(0);
    doctor(said, NOBODY, InstantSource.system());
    assertThat(said.toString()).containsPattern("problem +model +model.path and strategy.path");
  }

  @Test
  void barsFromCandlesNeedALongerSilence() throws IOException {
    JsonNode findings = findings(1, NOBODY, InstantSource.system(), "--set", "bars.source=candles");
    assertThat(verdicts(findings)).containsEntry("silence", "PROBLEM");

    JsonNode longer =
        findings(
            1,
            NOBODY,
            InstantSource.system(),
            "--set",
            "bars.source=candles",
            "--set",
            "risk.silence-after=130 min");
    assertThat(verdicts(longer)).containsEntry("silence", "OK");
  }

  @Test
  void aHeapThatIsTooSmallForTheStateIsAProblem() throws IOException {
    Path small =
        flink(
            "taskmanager.memory.task.heap.size: 1m\ntaskmanager.memory.managed.size: 64m\n"
                + "taskmanager.memory.process.size: 1g");
    JsonNode findings =
        findings(
            1,
            NOBODY,
            InstantSource.system(),
            "--set",
            "drift.window=100000",
            "--flink-conf",
            small.toString());
    assertThat(verdicts(findings))
        .containsEntry("memory", "PROBLEM")
        .containsEntry("kept checkpoints", "PROBLEM");
    assertThat(words(findings, "kept checkpoints"))
        .contains("set execution.checkpointing.num-retained: 3 in its config.yaml");
    assertThat(words(findings, "memory")).contains("has 1 MiB of task heap");
  }

  private Path flink(String yaml) throws IOException {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(conf.resolve("config.yaml"), yaml);
    return conf;
  }

  private EmbeddedBroker broker(Map<String, Map<String, String>> changed) {
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Map<String, String>> configs = new HashMap<>();
    for (Topic topic : Topic.ALL) {
      partitions.put(topic.topicName(), 1);
      configs.put(
          topic.topicName(),
          changed.getOrDefault(
              topic.topicName(), Map.of("message.timestamp.type", "LogAppendTime")));
    }
    configs.computeIfPresent(
        Topic.MODEL_UPDATES.topicName(),
        (topic, config) ->
            changed.containsKey(topic)
                ? config
                : Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));
    broker.createTopics(partitions, configs);
    return broker;
  }

  private static void writeFrom(EmbeddedBroker broker, String topicId) {
    String instrument = "BTC-USDT@binance";
    LogEvent event =
        new LogEvent(
            instrument,
            1,
            new Origin(Topic.TRADES.topicName(), 0, 1, topicId),
            -1,
            0,
            new Tick(instrument, 1));
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      writer.write(EVENTS, instrument, new LogFormat().encode(event), 1);
      writer.flush();
    }
  }

  private static String idOfTrades(EmbeddedBroker broker) {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", broker.bootstrapServers());
    try (AdminClusterView cluster = new AdminClusterView(client, Preflight.TIME_LIMIT)) {
      return cluster.topicId(Topic.TRADES.topicName()).orElseThrow();
    } catch (ClusterViewException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(EmbeddedBroker broker) {
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      writer.write(EVENTS, "key", new byte[1], 0);
      writer.flush();
    }
  }

  private JsonNode findings(int code, String brokers, InstantSource wall, String... more)
      throws IOException {
    StringWriter said = new StringWriter();
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--json");
    assertThat(doctor(said, brokers, wall, all.toArray(String[]::new)))
        .as(said.toString())
        .isEqualTo(code);
    return new ObjectMapper().readTree(said.toString());
  }

  private static Map<String, String> verdicts(JsonNode findings) {
    Map<String, String> verdicts = new HashMap<>();
    findings.forEach(
        each -> verdicts.put(each.get("check").asText(), each.get("verdict").asText()));
    return verdicts;
  }

  private static String words(JsonNode findings, String check) {
    for (JsonNode each : findings) {
      if (each.get("check").asText().equals(check)) {
        return each.get("words").asText();
      }
    }
    return "";
  }

  private int doctor(StringWriter said, String brokers, InstantSource wall, String... more)
      throws IOException {
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        "kafka.bootstrap-servers: "
            + brokers
            + "\ninstruments: [BTC-USDT@binance]\n"
            + decides
            + "\n");
    // where somebody is, the machine may be busy
    Duration limit = brokers.equals(NOBODY) ? Duration.ofMillis(500) : Preflight.TIME_LIMIT;
    List<String> all = new ArrayList<>(List.of("doctor", "--config", file.toString()));
    all.addAll(List.of(more));
    CommandLine parent = Tidemark.commandLine();
    parent.getCommandSpec().removeSubcommand("doctor");
    PrintWriter print = new PrintWriter(said, true);
    return parent
        .addSubcommand(new DoctorCommand(wall, limit))
        .setOut(print)
        .setErr(print)
        .execute(all.toArray(String[]::new));
  }
}
