package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelUpdate;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code drift promote} against a real broker; no job reads what it writes. */
@TestInstance(Lifecycle.PER_CLASS)
final class DriftPromoteTest {

  private static final String BTC = "BTC-USDT@binance";
  private static final Path ARTEFACTS =
      Path.of(System.getProperty("tidemark.root"), "models/src/test/resources/artifacts");
  private static final long HOUR = 3_600_000_000L;
  private static final int HOURS = 1_500;

  /** Behind all that the models know. */
  private static final long START =
      Instant.parse("2020-04-01T00:00:00Z").getEpochSecond() * 1_000_000;

  private EmbeddedBroker broker;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
  }

  @AfterAll
  void end() throws Exception {
    broker.close();
  }

  @Test
  void aChallengerThatIsBetterInTheLogServesAndTheReasonIsSaid(@TempDir Path directory)
      throws Exception {
    Shell shell = new Shell(directory, "better.", "tiny");
    shell.shadow("tiny-gbm");
    MarketTopic.write(broker, "better.", market());

    assertThat(shell.run("drift promote " + BTC + " --dry-run")).as(shell.said()).isZero();
    assertThat(shell.said())
        .contains(
            "tiny-gbm/1 beside tiny/1 for " + BTC + " since 2020-04-01 00:00:00",
            "PROMOTE: the challenger is better.",
            "Dry run: the order would be ACTIVATE for " + BTC);
    assertThat(shell.updates()).hasSize(2);

    assertThat(shell.run("drift promote " + BTC + " --by ann")).as(shell.said()).isZero();
    assertThat(shell.updates())
        .containsExactly(
            "REGISTER * tiny-gbm/1",
            "SHADOW " + BTC + " tiny-gbm/1",
            "ACTIVATE " + BTC + " tiny-gbm/1");
    assertThat(shell.run("drift promote " + BTC)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said()).contains("no version scores beside what serves " + BTC);
  }

  @Test
  void aChallengerThatIsWorseScoresBesideNoLonger(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "worse.", "tiny-gbm");
    shell.shadow("tiny");
    MarketTopic.write(broker, "worse.", market());

    assertThat(shell.run("drift promote " + BTC)).isEqualTo(1);

    assertThat(shell.said()).contains("RETIRE: the challenger is worse.");
    assertThat(shell.updates()).last().isEqualTo("END_SHADOW " + BTC + " tiny/1");
  }

  @Test
  void fewOutcomesLeaveAllAsItIs(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "few.", "tiny");
    shell.shadow("tiny-gbm");
    MarketTopic.write(broker, "few.", Arrays.copyOf(market(), 120));

    assertThat(shell.run("drift promote " + BTC)).isEqualTo(1);

    assertThat(shell.said()).contains("KEEP: too few outcomes count yet.");
    assertThat(shell.updates()).hasSize(2);
  }

  @Test
  void termsThatCannotBeAreRefusedAllAtOnce(@TempDir Path directory) throws Exception {
    Shell shell = new Shell(directory, "terms.", "tiny");
    assertThat(shell.run("drift promote " + BTC + " --error 0.9 --fewest 3 --most 2"))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(shell.said())
        .contains("error must be from", "fewest must be at least 50", "most must not be below");
  }

  /** Hours that go on as the one before more often than not. */
  private static Fact[] market() {
    Random random = new Random(2);
    Fact[] facts = new Fact[HOURS];
    double close = 10_000;
    boolean up = true;
    for (int i = 0; i < HOURS; i++) {
      double open = close;
      up = up == random.nextDouble() < 0.65;
      close = Math.round(open * (1 + (up ? 1 : -1) * 0.005 * (0.5 + random.nextDouble())));
      long at = START + i * HOUR;
      double high = Math.max(open, close);
      double low = Math.min(open, close);
      double volume = 1 + random.nextInt(50);
      facts[i] = new Candle(BTC, at, HOUR, at + HOUR, open, high, low, close, volume);
    }
    return facts;
  }

  /** One deployment, and what the commands said to it. */
  private final class Shell {

    private final String prefix;
    private final Path config;
    private String said = "";

    Shell(Path directory, String prefix, String own) throws IOException {
      this.prefix = prefix;
      this.config = directory.resolve("job.yaml");
      Files.writeString(
          config,
          """
          kafka.bootstrap-servers: %s
          topics.prefix: %s
          instruments: [%s]
          bars.source: candles
          model.path: %s
          model.store: %s
          """
              .formatted(
                  broker.bootstrapServers(),
                  prefix,
                  BTC,
                  ARTEFACTS.resolve(own + "/1"),
                  directory.resolve("store")));
      Map<String, Integer> partitions = new HashMap<>();
      Map<String, Map<String, String>> settings = new HashMap<>();
      for (Topic topic : List.of(Topic.MODEL_UPDATES, Topic.MODEL_ALERTS)) {
        partitions.put(prefix + topic.topicName(), 1);
        settings.put(prefix + topic.topicName(), Map.of());
      }
      broker.createTopics(partitions, settings);
      MarketTopic.create(broker, prefix);
      MarketTopic.write(broker, prefix, new Tick(BTC, START));
    }

    void shadow(String id) {
      assertThat(run("models register " + ARTEFACTS.resolve(id + "/1"))).as(said).isZero();
      assertThat(run("models shadow " + id + "/1 " + BTC)).as(said).isZero();
    }

    int run(String line) {
      List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
      arguments.addAll(List.of("--config", config.toString()));
      StringWriter text = new StringWriter();
      CommandLine commandLine = Tidemark.commandLine();
      commandLine.setOut(new PrintWriter(text, true));
      commandLine.setErr(new PrintWriter(text, true));
      int code = commandLine.execute(arguments.toArray(String[]::new));
      said = text.toString();
      return code;
    }

    String said() {
      return said;
    }

    List<String> updates() {
      List<String> updates = new ArrayList<>();
      RawDecoder decoder = new RawDecoder();
      Properties properties = new Properties();
      properties.setProperty("bootstrap.servers", broker.bootstrapServers());
      try (TopicReader reader =
          new TopicReader(properties, List.of(prefix + Topic.MODEL_UPDATES.topicName()))) {
        reader.drain(
            record -> {
              Parsed<Fact> parsed =
                  decoder.decode(Topic.MODEL_UPDATES.topicName(), record.value(), 0);
              ModelUpdate update = (ModelUpdate) ((Parsed.Valid<Fact>) parsed).value();
              updates.add(
                  update.action() + " " + update.instrument() + " " + update.model().name());
            });
      }
      return updates;
    }
  }
}
