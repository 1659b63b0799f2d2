package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.bar.Bar;
import io.tidemark.core.drift.TwoSampleKs;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.feature.book.BookShape;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code register.sql} and queries over the topics that a run of the signal job left in Kafka. */
class SqlOnKafkaTest {

  private static final String BEFORE =
      "(PARTITION BY instrument ORDER BY rowtime"
          + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
  private static final String CANDLES =
      "(SELECT instrument, event_time, rowtime, t.exchange_candle.`open` AS o,"
          + " t.exchange_candle.high AS h, t.exchange_candle.low AS l,"
          + " t.exchange_candle.`close` AS c, t.exchange_candle.volume AS v"
          + " FROM market_events"
          + TopicsOfARun.NOW
          + "AS t WHERE kind = 'CANDLE')";

  @TempDir static Path directory;
  private static @Nullable TopicsOfARun topics;

  @BeforeAll
  static void aRunLeavesItsTopics() throws Exception {
    topics = TopicsOfARun.in(directory);
  }

  @AfterAll
  static void theBrokerEnds() {
    if (topics != null) {
      topics.close();
    }
  }

  @Test
  void everyTopicIsATable() throws Exception {
    String script = topics().script();
    for (Topic topic : Topic.ALL) {
      assertThat(script).contains("'topic' = '" + topic.topicName() + "'");
    }
  }

  @Test
  void signalsByActionAreThoseOfTheTopic() throws Exception {
    Map<Action, List<Signal>> byAction =
        topics().signals().stream().collect(Collectors.groupingBy(Signal::action));
    List<Row> expected = new ArrayList<>();
    byAction.forEach(
        (action, list) ->
            expected.add(
                Row.of(
                    TopicsOfARun.INSTRUMENT,
                    action.name(),
                    (long) list.size(),
                    list.stream()
                        .map(signal -> signal.prediction().strength())
                        .filter(s -> !Double.isNaN(s))
                        .max(Double::compare)
                        .orElse(null))));
    assertThat(expected.size()).isGreaterThan(1);
    assertThat(
            topics()
                .answer(
                    "SELECT instrument, action, COUNT(*), MAX(strength) FROM signals"
                        + TopicsOfARun.NOW
                        + "GROUP BY instrument, action",
                    false))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theLastSignalOfAnInstrumentIsTheLastOfTheTopic() throws Exception {
    List<Signal> signals = topics().signals();
    Signal last = signals.get(signals.size() - 1);
    assertThat(
            topics()
                .answer(
                    "SELECT id, drift.status, log_offset, CARDINALITY(verdicts), event_time FROM"
                        + " (SELECT *, ROW_NUMBER() OVER (PARTITION BY instrument ORDER BY"
                        + " kafka_offset DESC) AS n FROM signals"
                        + TopicsOfARun.NOW
                        + ") WHERE n = 1",
                    false))
        .containsExactly(
            Row.of(
                last.id(),
                last.drift().status().name(),
                last.event().logOffset(),
                last.verdicts().size(),
                Instant.ofEpochSecond(0, last.eventTime() * 1_000)));
  }

  @Test
  void featuresOverTheLogHaveTheBitsOfTheCoreAndOfTheSignals() throws Exception {
    List<String> features = List.of("rsi(14)", "realised_vol(24)", "macd(12,26,9)", "atr(14)");
    List<Row> rows =
        topics()
            .answer(
                "SELECT event_time, RSI(c, 14) OVER w, REALISED_VOLATILITY(c, 24, '1h') OVER w,"
                    + " CANDLE_FEATURE('macd(12,26,9)', '1h', o, h, l, c, v) OVER w,"
                    + " CANDLE_FEATURE('atr(14)', '1h', o, h, l, c, v) OVER w FROM "
                    + CANDLES
                    + " WINDOW w AS "
                    + BEFORE,
                true);
    FeatureSet set = new FeatureSet(features, TopicsOfARun.HOUR_MILLIS * 1_000);
    double[] cells = new double[set.cells()];
    double[] out = new double[set.size()];
    Map<Instant, double[]> byTime = new TreeMap<>();
    List<Row> expected = new ArrayList<>();
    for (Candle candle : topics().candles()) {
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
    assertThat(expected).hasSize(TopicsOfARun.BARS - 1);
    assertThat(rows).isEqualTo(expected);
    holdAgainstSignals(byTime, new int[] {4, 3, 5, 9});
  }

  /** What the job scored, at the same places of the model's vector. */
  private static void holdAgainstSignals(Map<Instant, double[]> byTime, int[] places) {
    int compared = 0;
    for (Signal signal : topics().signals()) {
      if (signal.basis().features().length > 0) {
        double[] values =
            Objects.requireNonNull(
                byTime.get(Instant.ofEpochSecond(0, signal.eventTime() * 1_000)));
        for (int i = 0; i < places.length; i++) {
          assertThat((float) values[i]).isEqualTo(signal.basis().features()[places[i]]);
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void theDistanceOfTwoDaysReturnsIsThatOfTheCore() throws Exception {
    List<Candle> candles = topics().candles();
    double[][] days = new double[2][24];
    for (int i = 0; i < 48; i++) {
      days[i / 24][i % 24] = Math.log(candles.get(i + 1).close() / candles.get(i).close());
    }
    String hour = "TIMESTAMPDIFF(HOUR, TO_TIMESTAMP_LTZ(" + TopicsOfARun.BEGIN + ", 3), rowtime)";
    assertThat(
            topics()
                .answer(
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
    try (TopicWriter writer = TopicWriter.to(topics().bootstrapServers())) {
      for (int i = 0; i < 20; i++) {
        double[] bids = random.doubles(4, 0.1, 9).toArray();
        double[] asks = random.doubles(3, 0.1, 9).toArray();
        Book book =
            new Book(
                TopicsOfARun.INSTRUMENT,
                i,
                i,
                new double[] {99, 98, 97, 96},
                bids,
                new double[] {101, 102, 103},
                asks);
        writer.write(Topic.BOOK.topicName(), TopicsOfARun.INSTRUMENT, encoder.encode(book), i);
        expected.add(
            Row.of(
                BookShape.imbalance(bids, asks, 3),
                BookShape.microprice(99, bids[0], 101, asks[0])));
      }
      writer.flush();
    }
    assertThat(
            topics()
                .answer(
                    "SELECT BOOK_IMBALANCE(bid_sizes, ask_sizes, 3), MICROPRICE(bid_prices[1],"
                        + " bid_sizes[1], ask_prices[1], ask_sizes[1]) FROM exchange_book"
                        + TopicsOfARun.NOW,
                    true))
        .isEqualTo(expected);
  }

  @Test
  void deadLettersAreCountedByReason() throws Exception {
    assertThat(
            topics()
                .answer(
                    "SELECT reason, COUNT(*), SUM(CHAR_LENGTH(detail)) > 0 FROM dead_letter"
                        + TopicsOfARun.NOW
                        + "GROUP BY reason",
                    false))
        .containsExactly(Row.of("NON_POSITIVE", 1L, true));
  }

  private static TopicsOfARun topics() {
    return Objects.requireNonNull(topics);
  }
}
