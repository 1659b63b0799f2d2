package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.client.drift.Alerts;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.explain.Reason;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.CalibratedPrediction;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailCommandTest {

  private static final int PARTITIONS = 4;
  private static final long SECOND = 1_000_000L;

  /** 2025-01-06 09:00:00 UTC. */
  private static final long NINE = 1_736_154_000L * SECOND;

  private static final int SIGNALS = 120;
  private static final int REQUESTS = 1_500;

  /** Of the newest signal. */
  private static final List<Reason> WHY =
      List.of(new Reason("rsi(14)", 71.25, -0.125), new Reason("log_return", 0.001, 0.0625));

  /** A foreign text that would clear the screen and begin a line. */
  private static final String LAST = "last\u001b[2J\n\u202e";

  @TempDir static Path directory;

  private static EmbeddedBroker broker;
  private static String config;

  @BeforeAll
  static void writeWhatIsRead() throws IOException {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    Map<String, Integer> topics = new HashMap<>();
    Topic.OUTPUTS.forEach(topic -> topics.put(topic.topicName(), PARTITIONS));
    broker.createTopics(topics, Map.of());
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        "kafka.bootstrap-servers: %s\ninstruments: [BTC-USDT@binance]\nbars.source: trades\n"
            .formatted(broker.bootstrapServers()));
    config = file.toString();
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < SIGNALS; i++) {
      signals.add(signal(i));
    }
    Collections.shuffle(signals, new Random(1)); // no partition is in order
    write(Topic.SIGNALS, signals);
    write(Topic.DRIFT_ALERTS, List.of(Alerts.record("dd", AlertPhase.OPENED, NINE + 2 * SECOND)));
    write(
        Topic.RISK_ALERTS,
        List.of(risk(NINE + 3 * SECOND, "later"), risk(NINE + SECOND, "sooner")));
    write(
        Topic.DEAD_LETTERS,
        List.of(dead(NINE + 9 * SECOND, LAST), dead(NINE, "first"), dead(NINE + 1, "middle")));
    List<RetrainRequest> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(request(i));
    }
    write(Topic.RETRAIN_REQUESTS, requests); // each partition is in order
    String topic = Topic.MODEL_METRICS.topicName();
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      writer.write(topic, "key", "text\u001b".getBytes(StandardCharsets.UTF_8), NINE);
    }
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @Test
  void theNewestByTheirOwnTimeAreChosenOfAllPartitionsAndTheNewestIsLast() {
    List<String> lines = lines("signals", "-n", "7");
    assertThat(lines).hasSize(7);
    for (int i = 0; i < 7; i++) {
      int which = SIGNALS - 7 + i;
      assertThat(lines.get(i))
          .startsWith("2025-01-06 09:%02d:%02d  SIGNAL".formatted(which / 60, which % 60))
          .contains(instrument(which));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "signals", "alerts", "dead-letters"})
  void withoutALimitAllAreThereAndTheNewestIsLast(String what) {
    Map<String, Integer> written =
        Map.of("requests", REQUESTS, "signals", SIGNALS, "alerts", 3, "dead-letters", 3);
    assertThat(lines(what, "-n", "0"))
        .hasSize(written.getOrDefault(what, 0))
        .isSorted() // a line begins with its time
        .doesNotHaveDuplicates();
  }

  @Test
  void theReasonsOfASignalStandBelowItAndWhereThereAreNoneItSaysSo() {
    List<String> lines = lines("signals", "-n", "2", "--why");

    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).contains(instrument(SIGNALS - 2));
    assertThat(lines.get(1)).contains("no reasons: the job's signal.reasons was 0");
    assertThat(lines.get(2)).contains(instrument(SIGNALS - 1));
    assertThat(lines.subList(3, 5))
        .containsExactly("   -0.1250  rsi(14) = 71.2500", "   +0.0625  log_return = 0.00100000");
    assertThat(lines("signals", "-n", "1")).as("nobody asked why").hasSize(1);
  }

  @Test
  void alertsOfAllTopicsAreOneSequence() {
    assertThat(lines("alerts"))
        .satisfiesExactly(
            line -> assertThat(line).contains("09:00:01  RISK", "sooner"),
            line -> assertThat(line).contains("09:00:02  DRIFT"),
            line -> assertThat(line).contains("09:00:03  RISK", "later"));
  }

  @Test
  void deadLettersHaveTheKafkaTimeOfTheRefusedRecord() {
    assertThat(lines("dead-letters", "-n", "2"))
        .satisfiesExactly(
            line -> assertThat(line).contains("09:00:00  DEAD", "middle"),
            line -> assertThat(line).contains("09:00:09  DEAD", "last"));
  }

  @Test
  void aSignalAndAnAlertEndWithTheBeginningOfTheirId() {
    assertThat(lines("signals", "-n", "1"))
        .singleElement()
        .asString()
        .endsWith("  (weak)  id " + signal(SIGNALS - 1).id().substring(0, 12));
    assertThat(lines("alerts"))
        .allMatch(line -> line.endsWith("  id dd") || line.endsWith("  id 0123456789ab"));
  }

  @Test
  void whatCannotBeReadSaysWhereItLies() {
    assertThat(lines("shadows"))
        .singleElement()
        .asString()
        .matches(
            "2025-01-06 09:00:00  UNREADABLE model-metrics\\.v1/[0-3]@0: the 5 bytes do not .*");
  }

  @Test
  void aNumberOfLinesBelowZeroIsRefused() {
    assertThat(lines("signals", "-n", "-1"))
        .containsExactly("tidemark: --lines must be 0 or more, was -1");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThat(lines("dead-letters", "-n", "-1", "--since", "2", "--instrument", "BTC", "--json"))
        .singleElement()
        .asString()
        .contains(
            "--lines must be 0 or more, was -1; --since must be an instant, such as",
            ", or a duration between 1 ms and 3650 d with its unit, such as 30 s, was '2'; ",
            "--instrument must be of the form BASE-QUOTE@venue, such as BTC-USDT@binance, was"
                + " 'BTC'; --instrument cannot choose among dead letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "100"})
  void sinceAnInstantOrSoLongBeforeTheNewestOfAll(String most) {
    assertThat(lines("signals", "-n", most, "--since", "2025-01-06T09:01:50Z"))
        .hasSize(10)
        .allMatch(line -> line.startsWith("2025-01-06 09:01:5"));
    // the newest signal is of 09:01:59 and of another instrument
    assertThat(lines("signals", "-n", most, "--since", "22s", "--instrument", instrument(3)))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("2025-01-06 09:01:42").contains(instrument(3)),
            line -> assertThat(line).startsWith("2025-01-06 09:01:53").contains(instrument(3)));
  }

  @Test
  void instrumentsAreChosenBeforeTheNewestAre() {
    List<String> lines =
        lines("signals", "-n", "6", "--instrument", instrument(1), "--instrument", instrument(2));
    assertThat(lines)
        .hasSize(6)
        .allMatch(line -> line.contains(instrument(1)) || line.contains(instrument(2)));
  }

  @Test
  void whereNothingFitsItSaysWhatIsThere() {
    assertThat(lines("alerts", "--instrument", "NO-USDT@binance"))
        .containsExactly(
            "tidemark: none of 3 records fits; instruments there: BTC-USDT@binance, "
                + instrument(1));
    assertThat(lines("alerts", "--since", "2099-01-01T00:00:00Z"))
        .singleElement()
        .asString()
        .startsWith("tidemark: none of 3 records fits");
  }

  @Test
  void asJsonARecordHasAllFieldsAndItsPlace() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = lines("signals", "-n", "1", "--json");
    JsonNode json = mapper.readTree(lines.get(0));
    List<String> names = new ArrayList<>(List.of("topic", "partition", "offset"));
    Topic.schema(Topic.SIGNALS).getFields().forEach(field -> names.add(field.name()));
    assertThat(lines).hasSize(1);
    assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(names);
    Signal signal = signal(SIGNALS - 1);
    assertThat(json.path("topic").asText()).isEqualTo("signals.v1");
    assertThat(json.path("offset").isIntegralNumber()).isTrue();
    assertThat(json.path("id").asText()).isEqualTo(signal.id());
    assertThat(json.path("event_time").asText()).isEqualTo("2025-01-06T09:01:59.000007Z");
    assertThat(json.path("action").asText()).isEqualTo("HOLD");
    assertThat(json.path("strength").isNull()).isTrue();
    assertThat(json.path("features").toString()).isEqualTo("[0.5,\"NaN\"]");
    assertThat(json.path("drift").path("window").asInt()).isEqualTo(30);
    assertThat(json.path("in_sample").isBoolean()).isTrue();
  }

  @Test
  void asJsonForeignTextIsExactAndStillPrints() throws IOException {
    String line = lines("dead-letters", "-n", "1", "--json").get(0);
    assertThat(line).matches("[ -~]+").contains("last\\u001B[2J\\n\\u202e");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("detail").asText()).isEqualTo(LAST);
    assertThat(json.path("payload").asText()).isEqualTo("Af8=");
    assertThat(json.path("origin").path("offset").asInt()).isEqualTo(17);
  }

  @Test
  void noFieldHasTheNameOfAPartOfThePlace() {
    for (OutputTopic<?> topic : Topic.OUTPUTS) {
      assertThat(Topic.schema(topic).getFields())
          .extracting(Schema.Field::name)
          .doesNotContain("topic", "partition", "offset", "unreadable");
    }
  }

  @Test
  void asJsonWhatCannotBeReadSaysWhy() throws IOException {
    JsonNode json = new ObjectMapper().readTree(lines("shadows", "--json").get(0));
    assertThat(json.path("topic").asText()).isEqualTo("model-metrics.v1");
    assertThat(json.path("unreadable").asText()).startsWith("the 5 bytes do not begin");
  }

  private static String instrument(int i) {
    return "C%d-USDT@binance".formatted(i % 11);
  }

  private static Signal signal(int i) {
    return new Signal(
        String.format(Locale.ROOT, "%08x", i * 0x9e3779b9) + "0123456789abcdef01234567",
        "",
        new EventRef(instrument(i), NINE + i * SECOND + 7, i),
        new Recommendation(
            Action.HOLD, "weak", 0, 100 + i, RiskClass.LOW, 300 * SECOND, NINE + 600 * SECOND, ""),
        CalibratedPrediction.NONE,
        new SignalBasis(
            "demo-linear",
            "1",
            "",
            "",
            Task.DIRECTION,
            new float[] {0.5f, Float.NaN},
            false,
            i == SIGNALS - 1 ? WHY : List.of()),
        new DriftVerdict(DriftStatus.FILLING, "", Double.NaN, Double.NaN, 30),
        List.of());
  }

  private static RiskAlert risk(long time, String detail) {
    return new RiskAlert(
        new AlertOccurrence(
            "0123456789abcdef0123456789abcdef", AlertPhase.OPENED, instrument(1), time, time, 0),
        RiskRule.FEED_SILENCE,
        306,
        300,
        detail);
  }

  private static RetrainRequest request(int i) {
    return new RetrainRequest(
        "%032x".formatted(i),
        new EventRef(instrument(i), NINE + i * SECOND, i),
        new ModelVersion("demo-linear", "1"),
        List.of("log_return"),
        NINE,
        NINE,
        "far away");
  }

  private static DeadLetter dead(long time, String detail) {
    Origin origin = new Origin(Topic.TRADES.topicName(), 0, 17);
    return DeadLetter.of(RejectReason.UNDECODABLE, detail, origin, time, new byte[] {1, -1});
  }

  /** Under the key of the jobs, and so in several partitions. */
  private static <T> void write(OutputTopic<T> topic, List<T> records) {
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      for (T record : records) {
        writer.write(
            topic.topicName(),
            topic.key().of(record),
            topic.format().encode(record),
            Instant.now().toEpochMilli() * 1_000);
      }
    }
  }

  private static List<String> lines(String... words) {
    List<String> all = new ArrayList<>(List.of("tail"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", config));
    StringWriter said = new StringWriter();
    PrintWriter print = new PrintWriter(said, true);
    Tidemark.commandLine().setOut(print).setErr(print).execute(all.toArray(String[]::new));
    return said.toString().lines().toList();
  }
}
