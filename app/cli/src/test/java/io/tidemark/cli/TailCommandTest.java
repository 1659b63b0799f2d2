package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.drift.Alerts;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.CalibratedPrediction;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailCommandTest {

  private static final int PARTITIONS = 4;
  private static final long SECOND = 1_000_000L;

  /** 2025-01-06 09:00:00 UTC. */
  private static final long NINE = 1_736_154_000L * SECOND;

  private static final int SIGNALS = 120;
  private static final int REQUESTS = 1_500;

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
        List.of(dead(NINE + 9 * SECOND, "last"), dead(NINE, "first"), dead(NINE + 1, "middle")));
    List<RetrainRequest> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(request(i));
    }
    write(Topic.RETRAIN_REQUESTS, requests); // each partition is in order
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

  @Test
  void withoutALimitPartitionsThatAreInOrderAreMergedIntoOneSequence() {
    assertThat(lines("requests", "-n", "0")).hasSize(REQUESTS).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void withoutALimitAPartitionThatIsNotInOrderKeepsItsOwn() {
    assertThat(lines("signals", "-n", "0")).hasSize(SIGNALS).doesNotHaveDuplicates();
    assertThat(lines("dead-letters", "-n", "0"))
        .satisfiesExactly(
            line -> assertThat(line).contains("last"),
            line -> assertThat(line).contains("first"),
            line -> assertThat(line).contains("middle"));
  }

  @Test
  void alertsOfAllTopicsAreOneSequence() {
    assertThat(lines("alerts"))
        .satisfiesExactly(
            line -> assertThat(line).contains("09:00:01  RISK", "sooner"),
            line -> assertThat(line).contains("09:00:02  DRIFT"),
            line -> assertThat(line).contains("09:00:03  RISK", "later"));
    assertThat(lines("alerts", "-n", "0")).anyMatch(line -> line.contains("DRIFT")).hasSize(3);
  }

  @Test
  void deadLettersHaveTheKafkaTimeOfTheRefusedRecord() {
    assertThat(lines("dead-letters", "-n", "2"))
        .satisfiesExactly(
            line -> assertThat(line).contains("09:00:00  DEAD", "middle"),
            line -> assertThat(line).contains("09:00:09  DEAD", "last"));
  }

  @Test
  void whatCannotBeReadSaysWhereItLies() {
    String topic = Topic.MODEL_METRICS.topicName();
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      writer.write(topic, "key", "text\u001b".getBytes(StandardCharsets.UTF_8), NINE);
    }
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

  private static String instrument(int i) {
    return "C%d-USDT@binance".formatted(i % 11);
  }

  private static Signal signal(int i) {
    return new Signal(
        String.format(Locale.ROOT, "%08x", i * 0x9e3779b9) + "0123456789abcdef01234567",
        "",
        new EventRef(instrument(i), NINE + i * SECOND, i),
        new Recommendation(
            Action.HOLD, "weak", 0, 100 + i, RiskClass.LOW, 300 * SECOND, NINE + 600 * SECOND),
        CalibratedPrediction.NONE,
        new SignalBasis("demo-linear", "1", "", "", new float[] {0.5f, Float.NaN}, false),
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
