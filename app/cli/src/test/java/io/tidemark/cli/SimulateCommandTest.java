package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.Phase;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SimulateCommandTest {

  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");
  private static final long NOW = WALL.getEpochSecond() * 1_000_000;

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();
  private final RawDecoder decoder = new RawDecoder();

  @Test
  void aDayInTimeLapseReachesEveryInputThatItHasAndEndsNow() {
    try (EmbeddedBroker broker = broker("x.")) {
      int code =
          simulate(
              () -> false,
              "--bootstrap-servers",
              broker.bootstrapServers(),
              "--topics-prefix",
              "x.",
              "--speed",
              "100000",
              "--days",
              "1");
      assertThat(code).as(said.toString()).isZero();

      List<ConsumerRecord<byte[], byte[]>> records = records(broker, "x.");
      Set<String> topics = new HashSet<>();
      Set<String> instruments = new HashSet<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        topics.add(record.topic());
        Fact fact = valid(record);
        if (fact != null) {
          instruments.add(fact.instrument());
          assertThat(record.timestamp() * 1_000)
              .isBetween(NOW - Scenario.DAY - 1_000_000, NOW + 1_000_000);
        }
      }
      // the simulated venue publishes no candles
      assertThat(topics)
          .containsExactlyInAnyOrder(
              "x.exchange.trades.v1",
              "x.exchange.book.v1",
              "x.exchange.funding.v1",
              "x.sentiment.scores.v1",
              "x.metrics.v1",
              "x.control.v1");
      assertThat(instruments)
          .contains(SimInstrument.ALL.stream().map(SimInstrument::name).toArray(String[]::new));
      assertThat(said.toString()).contains("%,d records written".formatted(records.size()));
    }
  }

  @Test
  void inRealTimeItBeginsNowAndEndsWhenItIsTold() {
    try (EmbeddedBroker broker = broker("")) {
      int[] asked = {0};
      int code = simulate(() -> asked[0]++ > 30, "--bootstrap-servers", broker.bootstrapServers());
      assertThat(code).as(said.toString()).isZero();
      assertThat(said.toString()).contains("from 2026-03-01 12:00:00 on");

      List<ConsumerRecord<byte[], byte[]>> records = records(broker, "");
      assertThat(records).isNotEmpty();
      assertThat(records)
          .allSatisfy(
              record -> assertThat(record.timestamp() * 1_000).isBetween(NOW, NOW + 60_000_000));
    }
  }

  @Test
  void missingTopicsAndOddNumbersAreOneSentence() {
    try (EmbeddedBroker broker = broker("x.")) {
      String brokers = broker.bootstrapServers();
      assertThat(simulate(() -> true, "--bootstrap-servers", brokers))
          .isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(said.toString()).contains("topic exchange.trades.v1 does not exist");
      assertThat(simulate(() -> true, "--bootstrap-servers", brokers, "--speed", "NaN"))
          .isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(said.toString()).contains("--speed must be above 0", "was NaN");
      assertThat(simulate(() -> true, "--bootstrap-servers", brokers, "--days", "0"))
          .isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(said.toString()).contains("--days must be between 1 and 3650, was 0");
      assertThat(
              simulate(
                  () -> true,
                  "--bootstrap-servers",
                  brokers,
                  "--topics-prefix",
                  "x.",
                  "--property",
                  "acks=1",
                  "--property",
                  "retries=0"))
          .isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(said.toString())
          .contains(
              "--property acks must be all, was '1': a broker that fails could lose what counts as"
                  + " written; leave it out; --property retries must be between 1 and 2147483647,"
                  + " was '0'");
    }
  }

  @Test
  void aTransactionThatNobodyBeginsIsRefused() {
    try (EmbeddedBroker broker = broker("")) {
      assertThat(
              simulate(
                  () -> true,
                  "--bootstrap-servers",
                  broker.bootstrapServers(),
                  "--property",
                  "transactional.id=x"))
          .isEqualTo(Tidemark.CANNOT_GO_ON);
    }
    assertThat(said.toString()).contains("--property transactional.id must be left out, was 'x'");
  }

  @Test
  void theFirstOfManyDaysIsTheDemosDay() {
    Scenario demo = Scenario.demo();
    Scenario month = Scenario.days(demo.start(), 30);
    assertThat(month.phases()).startsWith(demo.phases().toArray(new Phase[0]));
    assertThat(month.phases()).hasSize(30 * demo.phases().size());
    assertThat(month.poisons()).isEqualTo(30 * demo.poisons());
    assertThat(month.length()).isEqualTo(30 * demo.length());
  }

  private @Nullable Fact valid(ConsumerRecord<byte[], byte[]> record) {
    Parsed<Fact> parsed =
        decoder.decode(record.topic().substring(2), record.value(), record.timestamp() * 1_000);
    return parsed instanceof Parsed.Valid<Fact> valid ? valid.value() : null;
  }

  private EmbeddedBroker broker(String prefix) {
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
    Map<String, Integer> partitions = new HashMap<>();
    Topic.of(Topic.Role.INPUT).forEach(topic -> partitions.put(prefix + topic.topicName(), 1));
    broker.createTopics(partitions, Map.of());
    return broker;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      EmbeddedBroker broker, String prefix) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    List<String> topics =
        Topic.of(Topic.Role.INPUT).stream().map(topic -> prefix + topic.topicName()).toList();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicReader reader = new TopicReader(properties, topics)) {
      reader.drain(records::add);
    }
    return records;
  }

  private int simulate(BooleanSupplier ended, String... words) {
    List<String> all = new ArrayList<>(List.of("simulate"));
    all.addAll(List.of(words));
    CommandLine parent = Tidemark.commandLine();
    parent.getCommandSpec().removeSubcommand("simulate");
    PrintWriter print = new PrintWriter(said, true);
    return parent
        .addSubcommand(new SimulateCommand(InstantSource.fixed(WALL), ended))
        .setOut(print)
        .setErr(print)
        .execute(all.toArray(String[]::new));
  }
}
