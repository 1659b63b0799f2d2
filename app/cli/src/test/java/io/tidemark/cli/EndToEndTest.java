package io.tidemark.cli;

import static io.tidemark.recordings.BinanceMessages.received;
import static io.tidemark.recordings.BinanceMessages.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.demo.DemoHome;
import io.tidemark.demo.DemoRun;
import io.tidemark.demo.Feed;
import io.tidemark.demo.RecordedFeed;
import io.tidemark.demo.SimulatedFeed;
import io.tidemark.demo.Summary;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.recordings.DataFile;
import io.tidemark.simulator.Phase;
import io.tidemark.simulator.PhaseKind;
import io.tidemark.simulator.Scenario;
import io.tidemark.simulator.SimInstrument;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a real broker, both jobs on RocksDB, exactly-once, poison among the records. */
class EndToEndTest {

  private static final Path MODELS =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts");
  private static final long MINUTE = 60_000_000L;
  private static final long BARS_BEGIN = 1_500_001_200_000L;
  private static final long HOUR_MILLIS = 3_600_000L;

  @TempDir Path directory;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void aSimulatedMarketBecomesSignalsThatBalanceAndCanBeReproduced() throws Exception {
    Scenario scenario =
        new Scenario(
            "two hours",
            1_736_121_600_000_000L,
            120 * MINUTE,
            List.of(
                new Phase(
                    80 * MINUTE, 20 * MINUTE, SimInstrument.ETH.name(), PhaseKind.SILENCE, 0)),
            20);
    Summary summary = run(new SimulatedFeed(scenario, 3, 900, MODELS.resolve("demo-linear/1")));

    assertThat(summary.records().balance()).as(summary.toString()).isTrue();
    assertThat(summary.scores().balance()).as(summary.toString()).isTrue();
    assertThat(Summary.sum(summary.records().dead())).as(summary.toString()).isEqualTo(20);
    assertThat(summary.scores().scored()).isPositive();
    assertThat(summary.alerts().riskAlerts()).containsKeys("warm_up", "feed_silence");
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("<- the first signal", "(limit 300 s)", "UNKNOWN_SCHEMA", "balanced")
        .doesNotContain("NOT BALANCED");

    List<String> ids = signalIds();
    assertThat(ids).hasSize((int) summary.scores().signals());
    assertThat(ids).doesNotHaveDuplicates();

    assertThat(tidemark("reproduce", "--random", "100")).endsWith(" equal");
    assertThat(tidemark("reproduce", ids.get(ids.size() - 1))).startsWith("equal ");
    String newest = tidemark("tail", "signals", "-n", "1");
    assertThat(tidemark("reproduce", newest.substring(newest.lastIndexOf(' ') + 1)))
        .startsWith("equal ");
    assertThat(tidemark("tail", "alerts", "-n", "0")).contains("FEED_SILENCE opened");
  }

  @Test
  void signalsWithTheirReasonsAreReproducedAndWithAnotherCountOfThemAreNot() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("binance_spot_1h"));
    Path bars = folder.resolve("BTCUSDT.csv");
    Files.writeString(bars, bars(240));
    run(
        new RecordedFeed(List.of(DataFile.recognise(bars)), List.of(), MODELS.resolve("btc-gbm/1")),
        "signal.reasons=3");

    assertThat(signals()).anySatisfy(signal -> assertThat(signal.basis().reasons()).hasSize(3));
    assertThat(tidemark("reproduce", "--random", "100")).endsWith("100 equal");
    String kept = Files.readString(home().config());
    Files.writeString(home().config(), kept.replace("reasons: \"3\"", "reasons: \"2\""));
    assertThat(Files.readString(home().config())).as("the control").isNotEqualTo(kept);
    assertThatThrownBy(() -> tidemark("reproduce", "--random", "100"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("NOT EQUAL");
  }

  @Test
  void recordedBarsEndByThemselvesAndARefusedRowIsADeadLetter() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("binance_spot_1h"));
    Path bars = folder.resolve("BTCUSDT.csv");
    Files.writeString(bars, bars(300));
    Summary summary =
        run(
            new RecordedFeed(
                List.of(DataFile.recognise(bars)), List.of(), MODELS.resolve("btc-linear/1")));

    assertThat(summary.records().balance()).as(summary.toString()).isTrue();
    assertThat(summary.scores().balance()).as(summary.toString()).isTrue();
    assertThat(summary.scores().scored()).isGreaterThan(200);
    assertThat(summary.records().dead()).containsExactlyEntriesOf(Map.of("non_positive", 1L));
  }

  @Test
  void aRecordingWithHistoryIsCountedMessageByMessage() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("binance_spot_1h"));
    Path history = folder.resolve("BTCUSDT.csv");
    Files.writeString(history, bars(240));
    long begin = BARS_BEGIN + 239 * HOUR_MILLIS + 3 * 60_000;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long at = begin + i * 1_000L;
      lines.add(received(at, trade("BTCUSDT", i + 1L, at, 40_000 + i)));
    }
    lines.add(received(begin + 50_000, "{\"result\":null,\"id\":1}"));
    lines.add(received(begin + 51_000, "{\"stream\":"));
    Path recording = directory.resolve("binance_spot_BTCUSDT_raw.txt");
    Files.write(recording, lines);
    Summary summary =
        run(
            new RecordedFeed(
                List.of(DataFile.recognise(recording)),
                List.of(DataFile.recognise(history)),
                MODELS.resolve("btc-linear/1")));

    assertThat(summary.records().balance()).as(summary.toString()).isTrue();
    assertThat(summary.scores().balance()).as(summary.toString()).isTrue();
    assertThat(summary.playedBalances()).as(summary.toString()).isTrue();
    assertThat(summary.scores().scored()).isGreaterThan(200);
    assertThat(summary.records().dead()).containsExactlyEntriesOf(Map.of("undecodable", 1L));
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("BINANCE: 52 messages = 50 with facts + 1 passed", "facts: 50 (trade 50)");

    Path json = directory.resolve("summary.json");
    summary.write(json);
    JsonNode played = new ObjectMapper().readTree(json.toFile()).path("played");
    assertThat(played.path("rows").asLong()).isEqualTo(240 + 50 + 1);
    assertThat(played.path("historyDropped").asLong()).isEqualTo(1);
    JsonNode messages = played.path("messages").path(0);
    assertThat(messages.path("passed").path("connection").asLong()).isEqualTo(1);
    assertThat(messages.path("refused").path("undecodable").asLong()).isEqualTo(1);
    assertThat(messages.path("facts").path("trade").asLong()).isEqualTo(50);
  }

  private Summary run(Feed feed, String... settings) throws Exception {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new DemoRun(feed, home(), 0, 0, List.of(settings), () -> false, out).run();
  }

  private DemoHome home() {
    return DemoHome.at(directory.resolve("demo"));
  }

  private List<String> signalIds() {
    return signals().stream().map(Signal::id).toList();
  }

  private List<Signal> signals() {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    List<Signal> signals = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(home().kafka());
        TopicReader reader = TopicReader.of(broker.bootstrapServers(), Topic.SIGNALS)) {
      reader.drain(
          record -> {
            Parsed<Signal> parsed = format.decode(record.value());
            signals.add(((Parsed.Valid<Signal>) parsed).value());
          });
    }
    return signals;
  }

  private String tidemark(String... words) {
    return RunningDemo.command(List.of(words), "--home", directory.resolve("demo").toString())
        .strip();
  }

  private static String bars(int count) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    double price = 40_000;
    for (int i = 0; i < count; i++) {
      double open = price;
      price *= Math.exp(0.005 * random.nextGaussian());
      double close = i == 250 ? -1 : price;
      text.append(BARS_BEGIN + i * HOUR_MILLIS).append(',').append(open).append(',');
      text.append(Math.max(open, price)).append(',').append(Math.min(open, price)).append(',');
      text.append(close).append(',').append(10 + random.nextInt(90)).append('\n');
    }
    return text.toString();
  }
}
