package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.SamplePeriod;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.serve.ScoreDifference;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class ConsoleViewTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ConsoleView view =
      new ConsoleView(new PrintStream(said, true, StandardCharsets.UTF_8), 3, false);

  @Test
  void shadowReportsLeaveTheAlertsTheirLines() {
    for (int i = 0; i < 10; i++) {
      take(Topic.MODEL_METRICS, comparison(i));
    }
    for (int i = 0; i < 10; i++) {
      take(Topic.RISK_ALERTS, alert(i));
    }
    assertThat(lines("SHADOW")).isEqualTo(3);
    assertThat(lines("RISK ")).isEqualTo(3);
    assertThat(lines("  ... more shadows: ./tidemark tail shadows shows them all")).isEqualTo(1);
    assertThat(lines("  ... more alerts: ./tidemark tail alerts shows them all")).isEqualTo(1);
  }

  @Test
  void whereTheClockIsTheWallsAnAlertOfThePastSaysWhenItWasFound() {
    ConsoleView live =
        new ConsoleView(new PrintStream(said, true, StandardCharsets.UTF_8), 9, true);
    long now = 1_800_000_000_000L;
    for (int minutes : List.of(0, 1, 170)) {
      live.take(record(Topic.RISK_ALERTS, alert((now - minutes * 60_000L) * 1_000), now));
    }
    view.take(record(Topic.RISK_ALERTS, alert(0), now));
    assertThat(lines("RISK ")).isEqualTo(4);
    assertThat(lines("(of the past; found 2027-01-15 08:00:00)")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("2027-01-15 05:10:00  RISK");
  }

  private static <T> ConsumerRecord<byte[], byte[]> record(
      OutputTopic<T> topic, T value, long writtenAt) {
    return new ConsumerRecord<>(
        topic.topicName(),
        0,
        0,
        writtenAt,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        topic.format().encode(value),
        new RecordHeaders(),
        Optional.empty());
  }

  private long lines(String part) {
    return said.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains(part)).count();
  }

  private <T> void take(OutputTopic<T> topic, T value) {
    view.take(new ConsumerRecord<>(topic.topicName(), 0, 0, null, topic.format().encode(value)));
  }

  private static ModelComparison comparison(int i) {
    return new ModelComparison(
        "BTC-USDT@sim",
        new ModelRef("m", "1", "a".repeat(64)),
        new ModelRef("m", "2", "b".repeat(64)),
        new SamplePeriod(i, i + 1),
        1,
        1,
        new ScoreDifference(0, 0, 0));
  }

  private static RiskAlert alert(long i) {
    return new RiskAlert(
        new AlertOccurrence("id" + i, AlertPhase.OPENED, "BTC-USDT@sim", i, i, 0),
        RiskRule.WARM_UP,
        1,
        0,
        "because");
  }
}
