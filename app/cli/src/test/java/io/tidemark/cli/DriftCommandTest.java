package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Tick;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DriftCommandTest {

  private static final String BTC = "BTC-USDT@binance";
  private static final String CONTROL = Topic.CONTROL.topicName();
  private static final Instant WALL = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();

  @Test
  void aPauseIsSeenOrEndedWithANameAndAReason() throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      broker.createTopics(Map.of(CONTROL, 1), Map.of(CONTROL, Map.of("retention.ms", "-1")));
      String config = config(broker.bootstrapServers());
      assertThat(run("ack", BTC, "--by", "ann", "--why", "a new regime", "--config", config))
          .isZero();
      assertThat(run("resume", "all", "--by", "bob", "--why", "feed mended", "--config", config))
          .isZero();

      long now = WALL.getEpochSecond() * 1_000_000 + 123_456;
      assertThat(orders(broker))
          .containsExactly(
              new Control(BTC, now, now, ControlCommand.ACKNOWLEDGE, "ann", "a new regime"),
              new Control("*", now, now, ControlCommand.RESUME_MODEL, "bob", "feed mended"));
      assertThat(said.toString()).contains("RESUME_MODEL for all instruments", "bob: feed mended");
    }
  }

  @Test
  void whatIsWrittenIsEchoedWithEscapes() throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      broker.createTopics(Map.of(CONTROL, 1), Map.of(CONTROL, Map.of("retention.ms", "-1")));
      String config = config(broker.bootstrapServers());
      assertThat(
              run("resume", BTC, "--by", "a\u001b[1m", "--why", "b\u001b[2J", "--config", config))
          .isZero();
    }
    assertThat(said.toString()).contains("by a\\u001b[1m: b\\u001b[2J").doesNotContain("\u001b");
  }

  @Test
  void bothHaveTheTimeOfTheMarket() throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      broker.createTopics(Map.of(CONTROL, 1), Map.of(CONTROL, Map.of("retention.ms", "-1")));
      MarketTopic.create(broker);
      long market = 1_736_121_600_000_000L;
      MarketTopic.write(broker, new Tick(BTC, market));
      String config = config(broker.bootstrapServers());
      assertThat(run("ack", BTC, "--by", "ann", "--why", "seen", "--config", config)).isZero();
      assertThat(run("resume", BTC, "--by", "bob", "--why", "mended", "--config", config)).isZero();
      assertThat(orders(broker))
          .containsExactly(
              new Control(BTC, market, market, ControlCommand.ACKNOWLEDGE, "ann", "seen"),
              new Control(BTC, market, market, ControlCommand.RESUME_MODEL, "bob", "mended"));
      assertThat(said.toString())
          .contains("The market's time is 2025-01-06 00:00:00: the command carries it.");
    }
  }

  @Test
  void whoDoesNotSayWhyIsRefused() throws IOException {
    String config = config("nowhere:1");
    assertThat(run("resume", BTC, "--config", config)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("--why");
    assertThat(run("ack", BTC, "--why", " ", "--config", config)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("--why must not be blank");
  }

  @Test
  void whoDoesNotNameAnInstrumentThatIsFollowedIsRefused() throws IOException {
    String config = config("nowhere:1");
    assertThat(run("resume", "--why", "x", "--config", config)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(run("resume", "SOL-USDT@binance", "--why", "x", "--config", config))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("INSTRUMENT", "they follow BTC-USDT@binance");
  }

  private String config(String bootstrapServers) throws IOException {
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        "kafka.bootstrap-servers: "
            + bootstrapServers
            + "\ninstruments: [BTC-USDT@binance]\nbars.source: trades\n");
    return file.toString();
  }

  private int run(String... words) {
    CommandLine parent = Tidemark.commandLine();
    parent.getCommandSpec().removeSubcommand("drift");
    parent.addSubcommand(new DriftCommand(InstantSource.fixed(WALL)));
    List<String> all = new ArrayList<>(List.of("drift"));
    all.addAll(List.of(words));
    PrintWriter print = new PrintWriter(said, true);
    return parent.setOut(print).setErr(print).execute(all.toArray(String[]::new));
  }

  private static List<Fact> orders(EmbeddedBroker broker) {
    List<Fact> orders = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(broker.bootstrapServers(), Topic.CONTROL)) {
      reader.drain(
          record -> {
            Parsed<Fact> parsed =
                new RawDecoder().decode(record.topic(), record.value(), record.timestamp() * 1_000);
            assertThat(parsed).isInstanceOf(Parsed.Valid.class);
            orders.add(((Parsed.Valid<Fact>) parsed).value());
          });
    }
    return orders;
  }
}
