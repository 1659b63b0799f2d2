package io.tidemark.demo;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.recordings.DataFile;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** What a run of both jobs over hourly bars left in Kafka, to be read as topics and by SQL. */
final class TopicsOfARun implements AutoCloseable {

  /** What the signal job scored. */
  static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/btc-linear/1");

  static final String INSTRUMENT = "BTC-USDT@binance";

  /** Start of the first bar, milliseconds since the epoch. */
  static final long BEGIN = 1_500_001_200_000L;

  static final long HOUR_MILLIS = 3_600_000L;

  /** How many there are; the last one is refused. */
  static final int BARS = 220;

  /** Reads what is there now. */
  static final String NOW = " /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */ ";

  private final EmbeddedBroker broker;

  private TopicsOfARun(EmbeddedBroker broker) {
    this.broker = broker;
  }

  /** Runs it, and keeps its broker up. */
  static TopicsOfARun in(Path directory) throws Exception {
    Path folder = Files.createDirectories(directory.resolve("binance_spot_1h"));
    Path bars = folder.resolve("BTCUSDT.csv");
    Files.writeString(bars, bars());
    DemoHome home = DemoHome.at(directory.resolve("demo"));
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Feed feed = new RecordedFeed(List.of(DataFile.recognise(bars)), List.of(), MODEL);
    new DemoRun(feed, home, 0, 0, List.of(), () -> false, out).run();
    return new TopicsOfARun(EmbeddedBroker.start(home.kafka()));
  }

  /** What a query answers in a session of its own, begun with {@link #script()}. */
  List<Row> answer(String query, boolean streaming) throws Exception {
    return answer(List.of(), query, streaming);
  }

  /** What a query answers after other statements. */
  List<Row> answer(List<String> before, String query, boolean streaming) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("parallelism.default", "1");
    configuration.setString("restart-strategy.type", "none");
    configuration.setString("table.local-time-zone", "UTC");
    EnvironmentSettings.Builder settings =
        EnvironmentSettings.newInstance().withConfiguration(configuration);
    TableEnvironment tables =
        TableEnvironment.create(
            streaming ? settings.inStreamingMode().build() : settings.inBatchMode().build());
    List<String> statements = new ArrayList<>(List.of(script().split(";\n", -1)));
    statements.addAll(before);
    for (String statement : statements) {
      if (!statement.isBlank()) {
        tables.executeSql(statement);
      }
    }
    List<Row> rows = new ArrayList<>();
    CloseableIterator<Row> answer = tables.executeSql(query).collect();
    try {
      answer.forEachRemaining(rows::add);
    } finally {
      answer.close();
    }
    return rows;
  }

  /** What is in the jar, for the broker of this run, without its comment. */
  String script() throws Exception {
    try (InputStream script =
        Objects.requireNonNull(TopicsOfARun.class.getResourceAsStream("/register.sql"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .collect(Collectors.joining("\n", "", "\n"))
          .replace("localhost:9092", bootstrapServers());
    }
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  List<Signal> signals() {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    List<Signal> signals = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(bootstrapServers(), Topic.SIGNALS)) {
      reader.drain(
          record -> signals.add(((Parsed.Valid<Signal>) format.decode(record.value())).value()));
    }
    return signals;
  }

  List<Candle> candles() {
    LogFormat format = new LogFormat();
    List<Candle> candles = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(bootstrapServers(), Topic.EVENTS)) {
      reader.drain(
          record -> {
            Parsed<LogEvent> event = format.decode(record.value(), record.offset(), 0);
            if (((Parsed.Valid<LogEvent>) event).value().fact() instanceof Candle candle) {
              candles.add(candle);
            }
          });
    }
    return candles;
  }

  @Override
  public void close() {
    broker.close();
  }

  private static String bars() {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    double price = 40_000;
    for (int i = 0; i < BARS; i++) {
      double open = price;
      price *= Math.exp(0.005 * random.nextGaussian());
      Object[] cells = {
        BEGIN + i * HOUR_MILLIS,
        open,
        Math.max(open, price),
        Math.min(open, price),
        i == BARS - 1 ? -1 : price,
        10 + random.nextInt(90)
      };
      text.append(Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(",")))
          .append('\n');
    }
    return text.toString();
  }
}
