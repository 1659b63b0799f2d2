package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.drift.Alerts;
import io.tidemark.client.drift.OpenedAlert;
import io.tidemark.client.drift.Page;
import io.tidemark.client.drift.TextReport;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  private static final String TOPIC = Topic.DRIFT_ALERTS.topicName();

  @TempDir Path directory;

  @Test
  void withoutAnIdItIsTheNewestThatOpenedWhateverClosedSince() {
    OpenedAlert wanted = new OpenedAlert("");
    wanted.take(Alerts.record("aa11", AlertPhase.OPENED, 100));
    wanted.take(Alerts.record("bb22", AlertPhase.OPENED, 300));
    wanted.take(Alerts.record("aa11", AlertPhase.CLOSED, 400));
    wanted.take(Alerts.record("cc33", AlertPhase.OPENED, 200)); // of another partition
    assertThat(wanted.opened()).extracting(DriftAlert::id).isEqualTo("bb22");
    assertThat(wanted.closed()).isNull();
    wanted.take(Alerts.record("bb22", AlertPhase.CLOSED, 500));
    assertThat(wanted.closed()).extracting(DriftAlert::eventTime).isEqualTo(500L);
  }

  @Test
  void aPrefixThatFitsSeveralAlertsIsNotEnough() {
    OpenedAlert wanted = new OpenedAlert("a");
    wanted.take(Alerts.record("aa11", AlertPhase.OPENED, 100));
    wanted.take(Alerts.record("bb22", AlertPhase.OPENED, 300));
    assertThat(wanted.several()).isFalse();
    assertThat(wanted.opened()).extracting(DriftAlert::id).isEqualTo("aa11");
    wanted.take(Alerts.record("ab44", AlertPhase.OPENED, 50));
    assertThat(wanted.several()).isTrue();
  }

  @Test
  void anAlertIsReadFromItsTopicAndDrawnInTheTerminalAndOnAPage() throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      broker.createTopics(Map.of(TOPIC, 1), Map.of());
      String config = config(broker.bootstrapServers());
      assertThat(run("--config", config)).contains("there is no drift alert yet");

      DriftAlert drawn = Alerts.upon(Alerts.normal(1, 900, 0, 1), Alerts.normal(2, 90, 1, 1));
      write(
          broker,
          drawn,
          Alerts.record(Alerts.ID, AlertPhase.CLOSED, Alerts.OPENED + Alerts.HOUR),
          Alerts.record("ffff", AlertPhase.OPENED, Alerts.OPENED + 2 * Alerts.HOUR));

      assertThat(run("--config", config)).contains("carries no evidence", "It is still open.");
      assertThat(run("99", "--config", config)).contains("no drift alert's id begins with 99");
      Path page = directory.resolve("alert.html");
      assertThat(run("5a0f", "--config", config, "--html", page.toString()))
          .contains(TextReport.of(drawn).toArray(String[]::new))
          .contains(
              "It closed at 2024-01-01 01:00:00 UTC; 12 samples had confirmed it until then.");
      assertThat(page).content().isEqualTo(Page.of(drawn));
      assertThat(run("5a0f", "--config", config, "--html", directory + "/none/alert.html"))
          .contains("--html must name a file in a folder that exists");
    }
  }

  private String config(String bootstrapServers) throws IOException {
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        "kafka.bootstrap-servers: %s\ninstruments: [BTC-USDT@binance]\nbars.source: trades\n"
            .formatted(bootstrapServers));
    return file.toString();
  }

  private static void write(EmbeddedBroker broker, DriftAlert... alerts) {
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      for (DriftAlert alert : alerts) {
        byte[] bytes = Topic.DRIFT_ALERTS.format().encode(alert);
        writer.write(TOPIC, alert.instrument(), bytes, alert.eventTime());
      }
    }
  }

  private static String run(String... words) {
    List<String> all = new ArrayList<>(List.of("drift", "show"));
    all.addAll(List.of(words));
    StringWriter said = new StringWriter();
    PrintWriter print = new PrintWriter(said, true);
    Tidemark.commandLine().setOut(print).setErr(print).execute(all.toArray(String[]::new));
    return said.toString();
  }
}
