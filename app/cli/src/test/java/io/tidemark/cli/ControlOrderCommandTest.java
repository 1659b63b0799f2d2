package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Tick;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ControlOrderCommandTest {

  private static final String BTC = "BTC-USDT@binance";
  private static final String ETH = "ETH-USDT@binance";
  private static final String CONTROL = Topic.CONTROL.topicName();
  private static final long MARKET_TIME = 1_736_121_600_000_000L;
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();

  @Test
  void anOrderThatDoesNotExistIsRefused() throws IOException {
    assertThat(run(Tidemark.commandLine(), "panic", BTC, "--config", config("nowhere:1")))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("'panic'", "kill, resume");
  }

  @Test
  void nobodyResumesEveryInstrumentByForgettingToNameOne() throws IOException {
    assertThat(run(Tidemark.commandLine(), "resume", "--config", config("nowhere:1")))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("name the instrument to resume, or say all");
  }

  @Test
  void anInstrumentThatNobodyFollowsIsRefusedWithTheNamesThatAre() throws IOException {
    assertThat(
            run(Tidemark.commandLine(), "kill", "BTC-USD@binance", "--config", config("nowhere:1")))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .contains("'BTC-USD@binance'; they follow BTC-USDT@binance, ETH-USDT@binance");
  }

  @Test
  void aDemoThatHasEndedTakesNoOrdersAndIsNotStartedAgain() throws IOException {
    config("127.0.0.1:1");
    Files.writeString(directory.resolve("bootstrap-servers"), "127.0.0.1:1");
    assertThat(run(Tidemark.commandLine(), "kill", "--home", directory.toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("has ended");
    assertThat(directory.resolve("kafka")).doesNotExist();
  }

  @Test
  void throughAConfigurationAnOrderHasTheTimeOfTheWall() throws IOException {
    try (EmbeddedBroker broker = broker()) {
      String config = config(broker.bootstrapServers());
      assertThat(run(atTheWall(), "kill", BTC, "--by", "ann", "--config", config)).isZero();
      assertThat(run(atTheWall(), "kill", "--by", "ann", "--config", config)).isZero();
      assertThat(
              run(atTheWall(), "resume", "all", "--by", "bob", "--why", "ok", "--config", config))
          .isZero();

      long now = WALL.getEpochSecond() * 1_000_000 + 123_456;
      List<ConsumerRecord<byte[], byte[]>> records = records(broker);
      assertThat(records)
          .extracting(ControlOrderCommandTest::fact)
          .containsExactly(
              new Control(BTC, now, now, ControlCommand.KILL, "ann", ""),
              new Control("*", now, now, ControlCommand.KILL, "ann", ""),
              new Control("*", now, now, ControlCommand.RESUME, "bob", "ok"));
      assertThat(records)
          .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
          .containsExactly(BTC, "*", "*");
    }
  }

  @Test
  void anOrderHasTheTimeOfTheNewestMarketEventAndSaysSo() throws IOException {
    try (EmbeddedBroker broker = broker()) {
      MarketTopic.create(broker);
      long wall = WALL.getEpochSecond() * 1_000_000;
      List<Fact> log = new ArrayList<>();
      log.add(new Tick(BTC, MARKET_TIME));
      log.add(new Tick(ETH, MARKET_TIME - 7));
      for (int i = 0; i < 150; i++) { // of a computer whose clock is far ahead
        log.add(new Control(BTC, wall, wall, ControlCommand.KILL, "ann", ""));
        log.add(new Control(ETH, wall, wall, ControlCommand.KILL, "ann", ""));
      }
      MarketTopic.write(broker, log.toArray(Fact[]::new));
      String config = config(broker.bootstrapServers());
      assertThat(run(atTheWall(), "kill", BTC, "--by", "ann", "--config", config)).isZero();

      ConsumerRecord<byte[], byte[]> order = records(broker).get(0);
      assertThat(fact(order))
          .isEqualTo(new Control(BTC, MARKET_TIME, MARKET_TIME, ControlCommand.KILL, "ann", ""));
      assertThat(order.timestamp()).isEqualTo(MARKET_TIME / 1_000);
      assertThat(said.toString())
          .contains("The market's time is 2025-01-06 00:00:00: the command carries it.");
    }
  }

  @Test
  void anOrderToAMarketOfTheWallsTimeSaysNothingOfIt() throws IOException {
    try (EmbeddedBroker broker = broker()) {
      MarketTopic.create(broker);
      long market = WALL.getEpochSecond() * 1_000_000 - 60_000_000 + 123_456;
      MarketTopic.write(broker, new Tick(BTC, market));
      String config = config(broker.bootstrapServers());
      assertThat(run(atTheWall(), "kill", BTC, "--by", "ann", "--config", config)).isZero();
      assertThat(fact(records(broker).get(0)))
          .isEqualTo(new Control(BTC, market, market, ControlCommand.KILL, "ann", ""));
      assertThat(said.toString()).doesNotContain("The market's time");
    }
  }

  @Test
  void aKillIsNotHeldUpByALogThatMayNotBeRead() throws IOException {
    try (EmbeddedBroker broker = broker()) {
      MarketTopic.create(broker);
      MarketTopic.write(broker, new Tick(BTC, MARKET_TIME));
      String config = config(broker.bootstrapServers());
      String noConsumer = "kafka.properties.max.poll.records=0";
      assertThat(run(atTheWall(), "kill", BTC, "--config", config, "--set", noConsumer)).isZero();

      assertThat(fact(records(broker).get(0)).availableAt())
          .isEqualTo(WALL.getEpochSecond() * 1_000_000 + 123_456);
      assertThat(said.toString())
          .contains("cannot be read from market.events.v1", "the command carries this computer's.");
    }
  }

  @Test
  void inADemoAnOrderHasTheTimeOfItsMarket() throws IOException {
    try (EmbeddedBroker broker = broker()) {
      config(broker.bootstrapServers());
      Files.writeString(directory.resolve("bootstrap-servers"), broker.bootstrapServers());
      String home = directory.toString();
      assertThat(run(Tidemark.commandLine(), "kill", BTC, "--home", home))
          .isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(said.toString()).contains("nobody reads orders in this demo");

      try (TopicWriter market = TopicWriter.to(broker.bootstrapServers())) {
        Tick tick = new Tick("*", MARKET_TIME);
        market.write(CONTROL, "*", new RawEncoder().encode(tick), MARKET_TIME);
      }
      assertThat(run(Tidemark.commandLine(), "kill", BTC, "--by", "ann", "--home", home)).isZero();
      ConsumerRecord<byte[], byte[]> order = records(broker).get(1);
      assertThat(fact(order))
          .isEqualTo(new Control(BTC, MARKET_TIME, MARKET_TIME, ControlCommand.KILL, "ann", ""));
      assertThat(order.timestamp()).isEqualTo(MARKET_TIME / 1_000);

      long wall = WALL.getEpochSecond() * 1_000_000;
      try (TopicWriter stranger = TopicWriter.to(broker.bootstrapServers())) {
        Control ahead = new Control("*", wall, wall, ControlCommand.RESUME, "bob", "");
        stranger.write(CONTROL, "*", new RawEncoder().encode(ahead), wall);
      }
      MarketTopic.create(broker);
      MarketTopic.write(broker, new Tick(BTC, MARKET_TIME + 1));
      assertThat(run(Tidemark.commandLine(), "kill", BTC, "--by", "ann", "--home", home)).isZero();
      assertThat(fact(records(broker).get(3)).availableAt())
          .as("by the log, whatever others have written into the topic")
          .isEqualTo(MARKET_TIME + 1);
    }
  }

  @Test
  void aTopicThatIsMissingIsOneSentence() throws IOException {
    try (EmbeddedBroker broker = broker()) {
      String config = config(broker.bootstrapServers());
      assertThat(
              run(
                  Tidemark.commandLine(),
                  "kill",
                  "--config",
                  config,
                  "--set",
                  "topics.prefix=other."))
          .isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(said.toString()).contains("topic other.control.v1 does not exist");
    }
  }

  private EmbeddedBroker broker() {
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
    broker.createTopics(Map.of(CONTROL, 1), Map.of(CONTROL, Map.of("retention.ms", "-1")));
    return broker;
  }

  private String config(String bootstrapServers) throws IOException {
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        "kafka.bootstrap-servers: "
            + bootstrapServers
            + "\ninstruments: [BTC-USDT@binance, ETH-USDT@binance]\nbars.source: trades\n");
    return file.toString();
  }

  /** The command alone, at a fixed time. */
  private static CommandLine atTheWall() {
    CommandLine parent = Tidemark.commandLine();
    parent.getCommandSpec().removeSubcommand("control");
    return parent
        .addSubcommand(new ControlOrderCommand(InstantSource.fixed(WALL)))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private int run(CommandLine commandLine, String... words) {
    List<String> all = new ArrayList<>(List.of("control"));
    all.addAll(List.of(words));
    PrintWriter print = new PrintWriter(said, true);
    return commandLine.setOut(print).setErr(print).execute(all.toArray(String[]::new));
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(EmbeddedBroker broker) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(broker.bootstrapServers(), Topic.CONTROL)) {
      reader.drain(records::add);
    }
    return records;
  }

  private static Fact fact(ConsumerRecord<byte[], byte[]> record) {
    Parsed<Fact> parsed =
        new RawDecoder().decode(record.topic(), record.value(), record.timestamp() * 1_000);
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<Fact>) parsed).value();
  }
}
