package io.tidemark.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.data.DataFile;
import io.tidemark.cli.kafka.EmbeddedBroker;
import io.tidemark.cli.kafka.TopicReader;
import io.tidemark.cli.kafka.TopicWriter;
import io.tidemark.core.bar.Bar;
import io.tidemark.core.drift.TwoSampleKs;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.feature.BookShape;
import io.tidemark.core.feature.FeatureSet;
import io.tidemark.core.risk.Action;
import io.tidemark.core.risk.Signal;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code register.sql} and queries over the topics that a run of the signal job left in Kafka. */
class SqlOnKafkaTest {

  private static final Path MODELS =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts");
  private static final String INSTRUMENT = "BTC-USDT@binance";
  private static final long BEGIN = 1_500_001_200_000L;
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final int BARS = 220;
  private static final String NOW = " /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */ ";
  private static final String BEFORE =
      "(PARTITION BY instrument ORDER BY rowtime"
          + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
  private static final String CANDLES =
      "(SELECT instrument, event_time, rowtime, t.exchange_candle.`open` AS o,"
          + " t.exchange_candle.high AS h, t.exchange_candle.low AS l,"
          + " t.exchange_candle.`close` AS c, t.exchange_candle.volume AS v"
          + " FROM market_events"
          + NOW
          + "AS t WHERE kind = 'CANDLE')";

  @TempDir static Path directory;
  private static @Nullable EmbeddedBroker broker;

  @BeforeAll
  static void aRunLeavesItsTopics() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("binance_spot_1h"));
    Path bars = folder.resolve("BTCUSDT.csv");
    Files.writeString(bars, bars());
    DemoHome home = DemoHome.at(directory.resolve("demo"));
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Feed feed =
        new RecordedFeed(
            List.of(DataFile.recognise(bars)), List.of(), MODELS.resolve("btc-linear/1"));
    new DemoRun(feed, home, 0, 0, List.of(), () -> false, out).run();
    broker = EmbeddedBroker.start(home.kafka());
  }

  @AfterAll
  static void theBrokerEnds() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void everyTopicIsATable() throws Exception {
    String script = script();
    for (Topic topic : Topic.values()) {
      assertThat(script).contains("'topic' = '" + topic.topicName() + "'");
    }
  }

  @Test
  void signalsByActionAreThoseOfTheTopic() throws Exception {
    Map<Action, List<Signal>> byAction =
        signals().stream().collect(Collectors.groupingBy(Signal::action));
    List<Row> expected = new ArrayList<>();
    byAction.forEach(
        (action, list) ->
            expected.add(
                Row.of(
                    INSTRUMENT,
                    action.name(),
                    (long) list.size(),
                    list.stream()
                        .map(Signal::strength)
                        .filter(s -> !Double.isNaN(s))
                        .max(Double::compare)
                        .orElse(null))));
    assertThat(expected.size()).isGreaterThan(1);
    assertThat(
            answer(
                "SELECT instrument, action, COUNT(*), MAX(strength) FROM signals"
                    + NOW
                    + "GROUP BY instrument, action",
                false))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theLastSignalOfAnInstrumentIsTheLastOfTheTopic() throws Exception {
    List<Signal> signals = signals();
    Signal last = signals.get(signals.size() - 1);
    assertThat(
            answer(
                "SELECT id, drift.status, log_offset, CARDINALITY(verdicts), event_time FROM (SELECT *,"
                    + " ROW_NUMBER() OVER (PARTITION BY instrument ORDER BY kafka_offset DESC)"
                    + " AS n FROM signals"
                    + NOW
                    + ") WHERE n = 1",
                false))
        .containsExactly(
            Row.of(
                last.id(),
                last.drift().status().name(),
                last.logOffset(),
                last.verdicts().size(),
                Instant.ofEpochSecond(0, last.eventTime() * 1_000)));
  }

  @Test
  void featuresOverTheLogHaveTheBitsOfTheCoreAndOfTheSignals() throws Exception {
    List<String> features = List.of("rsi(14)", "realised_vol(24)", "macd(12,26,9)", "atr(14)");
    List<Row> rows =
        answer(
            "SELECT event_time, RSI(c, 14) OVER w, REALISED_VOLATILITY(c, 24, '1h') OVER w,"
                + " CANDLE_FEATURE('macd(12,26,9)', '1h', o, h, l, c, v) OVER w,"
                + " CANDLE_FEATURE('atr(14)', '1h', o, h, l, c, v) OVER w FROM "
                + CANDLES
                + " WINDOW w AS "
                + BEFORE,
            true);
    FeatureSet set = new FeatureSet(features, HOUR_MILLIS * 1_000);
    double[] cells = new double[set.cells()];
    double[] out = new double[set.size()];
    Map<Instant, double[]> byTime = new TreeMap<>();
    List<Row> expected = new ArrayList<>();
    for (Candle candle : candles()) {
      Bar bar = new Bar();
      bar.flat(0, candle.open());
      bar.candle(candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
      set.values(cells, bar, 0, out);
      set.close(cells, bar, 0);
      Instant at = Instant.ofEpochSecond(0, candle.eventTime() * 1_000);
      Row row = new Row(5);
      row.setField(0, at);
      for (int i = 0; i < out.length; i++) {
        row.setField(i + 1, Double.isNaN(out[i]) ? null : out[i]);
      }
      expected.add(row);
      byTime.put(at, out.clone());
    }
    assertThat(expected).hasSize(BARS - 1);
    assertThat(rows).isEqualTo(expected);
    holdAgainstSignals(byTime, new int[] {4, 3, 5, 9});
  }

  /** What the job scored, at the same places of the model's vector. */
  private static void holdAgainstSignals(Map<Instant, double[]> byTime, int[] places) {
    int compared = 0;
    for (Signal signal : signals()) {
      if (signal.features().length > 0) {
        double[] values =
            Objects.requireNonNull(
                byTime.get(Instant.ofEpochSecond(0, signal.eventTime() * 1_000)));
        for (int i = 0; i < places.length; i++) {
          assertThat((float) values[i]).isEqualTo(signal.features()[places[i]]);
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void theDistanceOfTwoDaysReturnsIsThatOfTheCore() throws Exception {
    List<Candle> candles = candles();
    double[][] days = new double[2][24];
    for (int i = 0; i < 48; i++) {
      days[i / 24][i % 24] = Math.log(candles.get(i + 1).close() / candles.get(i).close());
    }
    String hour = "TIMESTAMPDIFF(HOUR, TO_TIMESTAMP_LTZ(" + BEGIN + ", 3), rowtime)";
    assertThat(
            answer(
                "SELECT KS_DISTANCE_AGG(CASE WHEN h BETWEEN 2 AND 25 THEN r END,"
                    + " CASE WHEN h BETWEEN 26 AND 49 THEN r END) FROM (SELECT "
                    + hour
                    + " AS h, LN(c / LAG(c) OVER (PARTITION BY instrument ORDER BY rowtime))"
                    + " AS r FROM "
                    + CANDLES
                    + ")",
                false))
        .containsExactly(Row.of(TwoSampleKs.distance(days[0], days[1])));
  }

  @Test
  void theImbalanceOfBooksIsThatOfTheCore() throws Exception {
    Random random = new Random(2);
    List<Row> expected = new ArrayList<>();
    RawEncoder encoder = new RawEncoder();
    try (TopicWriter topics = TopicWriter.to(broker().bootstrapServers())) {
      for (int i = 0; i < 20; i++) {
        double[] bids = random.doubles(4, 0.1, 9).toArray();
        double[] asks = random.doubles(3, 0.1, 9).toArray();
        Book book =
            new Book(
                INSTRUMENT,
                i,
                i,
                new double[] {99, 98, 97, 96},
                bids,
                new double[] {101, 102, 103},
                asks);
        topics.write(Topic.BOOK.topicName(), INSTRUMENT, encoder.encode(book), i);
        expected.add(
            Row.of(
                BookShape.imbalance(bids, asks, 3),
                BookShape.microprice(99, bids[0], 101, asks[0])));
      }
      topics.flush();
    }
    assertThat(
            answer(
                "SELECT BOOK_IMBALANCE(bid_sizes, ask_sizes, 3), MICROPRICE(bid_prices[1],"
                    + " bid_sizes[1], ask_prices[1], ask_sizes[1]) FROM exchange_book"
                    + NOW,
                true))
        .isEqualTo(expected);
  }

  @Test
  void deadLettersAreCountedByReason() throws Exception {
    assertThat(
            answer(
                "SELECT reason, COUNT(*), SUM(CHAR_LENGTH(detail)) > 0 FROM dead_letter"
                    + NOW
                    + "GROUP BY reason",
                false))
        .containsExactly(Row.of("NON_POSITIVE", 1L, true));
  }

  private static List<Row> answer(String query, boolean streaming) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("parallelism.default", "1");
    configuration.setString("restart-strategy.type", "none");
    configuration.setString("table.local-time-zone", "UTC");
    EnvironmentSettings.Builder settings =
        EnvironmentSettings.newInstance().withConfiguration(configuration);
    TableEnvironment tables =
        TableEnvironment.create(
            streaming ? settings.inStreamingMode().build() : settings.inBatchMode().build());
    for (String statement : script().split(";\n", -1)) {
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

  /** What is in the jar, for the brokers of this test, without its comment. */
  private static String script() throws Exception {
    try (InputStream script =
        Objects.requireNonNull(SqlOnKafkaTest.class.getResourceAsStream("/register.sql"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .collect(Collectors.joining("\n", "", "\n"))
          .replace("localhost:9092", broker().bootstrapServers());
    }
  }

  private static List<Signal> signals() {
    OutputFormat<Signal> format = OutputFormat.signals();
    List<Signal> signals = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(broker().bootstrapServers(), Topic.SIGNALS)) {
      reader.drain(
          record -> signals.add(((Parsed.Valid<Signal>) format.decode(record.value())).value()));
    }
    return signals;
  }

  private static List<Candle> candles() {
    LogFormat format = new LogFormat();
    List<Candle> candles = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(broker().bootstrapServers(), Topic.EVENTS)) {
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

  private static EmbeddedBroker broker() {
    return Objects.requireNonNull(broker);
  }

  /** Hourly bars; the last one is refused. */
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
