package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class TopicsCommandTest {

  @TempDir static Path directory;

  private static EmbeddedBroker broker;
  private static Path file;

  @BeforeAll
  static void start() throws IOException {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        "kafka.bootstrap-servers: %s\ninstruments: [BTC-USDT@binance]\n"
            .formatted(broker.bootstrapServers()));
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @Test
  void whatIsCreatedPassesTheCheckAndThePreflight() throws Exception {
    StringWriter said = new StringWriter();
    assertThat(topics(said, "create", "live.", "--partitions", "4")).isZero();
    assertThat(said.toString().lines())
        .hasSize(Topic.ALL.size() + 1)
        .anyMatch(line -> line.matches("live\\.control\\.v1 +partitions +1  copies 1  .*"))
        .endsWith("17 topics created, 0 were there");

    assertThat(topics(said, "check", "live.")).isZero();
    assertThat(said.toString()).endsWith("17 topics, all as they should be\n");
    JobConfig config = config("live.");
    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), Preflight.TIME_LIMIT)) {
      assertThat(Preflight.of(Job.SEQUENCE, config).problems(cluster)).isEmpty();
      assertThat(Preflight.of(Job.SIGNAL, config).problems(cluster)).isEmpty();
      assertThat(cluster.partitions("live.market.events.v1")).hasValue(4);
      assertThat(cluster.topicConfig("live.exchange.trades.v1"))
          .containsEntry("message.timestamp.type", "LogAppendTime")
          .containsEntry("retention.ms", "604800000");
    }
    assertThat(topics(said, "create", "live.")).isZero();
    assertThat(said.toString()).endsWith("0 topics created, 17 were there\n");
  }

  @Test
  void theInputsOfAMarketThatSaysItsTimeHaveTheTimesOfTheirProducers() throws Exception {
    StringWriter said = new StringWriter();
    assertThat(topics(said, "create", "own.", "--set", "sequence.tick=0 ms")).isZero();
    assertThat(topics(said, "check", "own.", "--set", "sequence.tick=0 ms")).isZero();
    JobConfig config = config("own.");
    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), Preflight.TIME_LIMIT)) {
      assertThat(cluster.topicConfig("own.exchange.trades.v1"))
          .containsEntry("message.timestamp.type", "CreateTime")
          .containsEntry("retention.ms", "-1");
      assertThat(cluster.topicConfig("own.market.events.v1"))
          .containsEntry("message.timestamp.type", "LogAppendTime");
    }
    StringWriter live = new StringWriter();
    assertThat(topics(live, "check", "own.")).isEqualTo(1);
    assertThat(live.toString())
        .contains("own.exchange.trades.v1: message.timestamp.type is CreateTime, should be")
        .contains("own.control.v1: message.timestamp.type is CreateTime, should be");
  }

  @Test
  void allThatDiffersIsSaidAtOnceWithTheCommandThatMendsIt() {
    broker.createTopics(
        Map.of(
            "bad.model-updates.v1", 12,
            "bad.signals.v1", 3,
            "bad.dead-letter.v1", 1),
        Map.of(
            "bad.signals.v1",
            Map.of("cleanup.policy", "compact", "compression.type", "gzip"),
            "bad.dead-letter.v1",
            Map.of("max.message.bytes", "500000")));
    StringWriter said = new StringWriter();
    assertThat(topics(said, "check", "bad.")).isEqualTo(1);
    String brokers = "--bootstrap-server " + broker.bootstrapServers();
    assertThat(said.toString())
        .contains("bad.model-updates.v1: partitions is 12, should be 1, because its records need")
        .contains("kafka-topics --delete " + brokers + " --topic bad.model-updates.v1 && ")
        .contains("bad.model-updates.v1: cleanup.policy is delete, should be compact, ")
        .contains("bad.signals.v1: cleanup.policy is compact, should be delete, ")
        .contains(
            "    kafka-configs --alter %s --topic bad.signals.v1 --add-config cleanup.policy=delete"
                .formatted(brokers))
        .contains("bad.signals.v1: compression.type is gzip, should be producer, ")
        .contains("bad.dead-letter.v1: max.message.bytes is 500000, should be at least 1048588, ")
        .contains("bad.control.v1: topic is not there, should be there, ")
        .endsWith("17 of 17 topics differ\n");
  }

  @Test
  void fewerCopiesThanThereShouldBeAreADifference() {
    StringWriter said = new StringWriter();
    assertThat(topics(said, "create", "few.")).isZero();
    assertThat(topics(said, "check", "few.", "--replication", "2")).isEqualTo(1);
    assertThat(said.toString())
        .contains("few.signals.v1: replication factor is 1, should be at least 2, because what one")
        .contains("kafka-reassign-partitions --bootstrap-server " + broker.bootstrapServers())
        .endsWith("17 of 17 topics differ\n");
    StringWriter fine = new StringWriter();
    assertThat(topics(fine, "check", "few.")).as("one broker keeps one copy").isZero();
  }

  @Test
  void aDryRunCreatesNothing() {
    StringWriter said = new StringWriter();
    assertThat(topics(said, "create", "dry.", "--dry-run")).isZero();
    assertThat(said.toString().lines())
        .hasSize(18)
        .anyMatch(
            line ->
                line.startsWith("kafka-topics --create ")
                    && line.contains("--topic dry.model-updates.v1 --partitions 1 "));
    assertThat(topics(said, "check", "dry.")).isEqualTo(1);
    assertThat(said.toString()).endsWith("17 of 17 topics differ\n");
  }

  @Test
  void moreCopiesThanBrokersAreRefusedBeforeAnythingIsCreated() {
    StringWriter said = new StringWriter();
    assertThat(topics(said, "create", "many.", "--replication", "3")).isEqualTo(2);
    assertThat(said.toString())
        .startsWith("tidemark: --replication 3 needs as many brokers, but there are 1 behind ");
  }

  private static JobConfig config(String prefix) {
    return ConfigLoader.load(Job.SEQUENCE, file, List.of("topics.prefix=" + prefix), Map.of());
  }

  private static int topics(StringWriter said, String command, String prefix, String... more) {
    List<String> all = new ArrayList<>(List.of("topics", command, "--config", file.toString()));
    all.addAll(List.of("--set", "topics.prefix=" + prefix));
    all.addAll(List.of(more));
    PrintWriter print = new PrintWriter(said, true);
    return Tidemark.commandLine().setOut(print).setErr(print).execute(all.toArray(String[]::new));
  }
}
