package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.topology.OperatorId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root")).resolve("models/artifacts/btc-linear/1");

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();
  private String decides = "model.path: " + MODEL;

  @Test
  void theGraphsHaveEveryOperatorUnderItsUidAndOneShuffleEach() throws IOException {
    JsonNode explained = json("all");

    assertThat(explained.findValuesAsText("uid"))
        .containsAll(Arrays.stream(OperatorId.values()).map(OperatorId::uid).toList())
        .containsAll(Topic.OUTPUTS.stream().map(OutputTopic::uid).toList());
    for (JsonNode job : explained.get("jobs")) {
      assertThat(job.findValuesAsText("ship"))
          .containsOnlyOnce("hash")
          .containsOnly("hash", "forward");
      assertThat(job.get("chains")).hasSize(2);
    }
  }

  @Test
  void eachJobAloneShowsOnlyItself() throws IOException {
    JsonNode sequence = json("sequence");
    assertThat(sequence.findValuesAsText("job")).containsExactly("sequence");
    assertThat(sequence.get("model").isNull()).isTrue();
    assertThat(sequence.get("jobs").get(0).findValuesAsText("uid"))
        .contains(OperatorId.SEQUENCE_LOG_SINK.uid())
        .noneMatch(uid -> uid.contains("signal"));

    JsonNode signal = json("signal");
    assertThat(signal.findValuesAsText("job")).containsExactly("signal");
    assertThat(signal.get("model").get("id").asText()).isEqualTo("btc-linear");
    assertThat(signal.get("model").get("features")).hasSize(12);
  }

  @Test
  void forProgramsAllThatIsSaidOfTheModelStandsSideBySide() throws IOException {
    assertThat(json("signal").get("model").fieldNames())
        .toIterable()
        .containsExactly(
            "directory",
            "id",
            "version",
            "sha256",
            "trigger",
            "bar",
            "windowBars",
            "horizonBars",
            "instruments",
            "trainedFrom",
            "trainedTo",
            "features",
            "featureSetHash");
  }

  @Test
  void aStrategyIsShownWithItsHashItsDecisionAndEachModel() throws IOException {
    Path file = directory.resolve("two.yaml");
    Files.writeString(
        file,
        "strategy: two\nmodels:\n  line: {path: %s}\n  trend: {path: %s}\n%s\n"
            .formatted(
                MODEL,
                MODEL.resolve("../../btc-gbm/1"),
                "decide: {vote: {of: [line, trend], agree: 1}}"));
    decides = "strategy.path: " + file;

    JsonNode strategy = json("signal").get("strategy");

    assertThat(strategy.get("hash").asText()).hasSize(64);
    assertThat(strategy.get("models").get("trend").get("id").asText()).isEqualTo("btc-gbm");
    assertThat(json("signal").get("model").isNull()).isTrue();
    assertThat(json("signal").findValuesAsText("uid"))
        .contains(OperatorId.SIGNAL_FEATURES.uid(), OperatorId.SIGNAL_RISK.uid());
    said.getBuffer().setLength(0);
    assertThat(explain("all")).isZero();
    assertThat(said.toString())
        .contains("STRATEGY two\n", "MODEL line: btc-linear version 1\n")
        .contains("MODEL trend: btc-gbm version 1\n");
  }

  @Test
  void noBrokerIsAsked() throws IOException {
    try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(
              explain("all", "--set", "kafka.bootstrap-servers=127.0.0.1:" + broker.getLocalPort()))
          .isZero();
      broker.setSoTimeout(100);
      assertThatThrownBy(broker::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aSecretIsNeverShownAndEachValueSaysWhoGaveIt() throws IOException {
    Path secret = Files.writeString(directory.resolve("password"), "sesame");
    String[] more = {
      "--set",
      "kafka.properties.ssl.truststore.password=${file:" + secret + "}",
      "--set",
      "risk.position-cap=0.2"
    };
    assertThat(explain("all", more)).isZero();
    assertThat(said.toString())
        .doesNotContain("sesame")
        .contains("(hidden, from ${file:" + secret + "})")
        .containsPattern("risk.position-cap +--set +0.2\n")
        .containsPattern("topics.prefix +file +x\\.\n")
        .containsPattern("delivery +default +exactly-once\n")
        .containsPattern("state.backend.type +rocksdb\n");
    assertThat(json("all", more).toString()).doesNotContain("sesame");
  }

  @Test
  void whatTheJobsSetInFlinkIsToldApartFromWhatGivesWayToFlinksOwnConfiguration()
      throws IOException {
    JsonNode explained = json("all", "--set", "checkpoint.timeout=30 s");
    assertThat(explained.get("flink").get("execution.checkpointing.timeout").asText())
        .isEqualTo("30 s");
    JsonNode defaults = explained.get("flinkDefaults");
    assertThat(defaults.has("execution.checkpointing.timeout")).isFalse();
    assertThat(defaults.get("execution.checkpointing.tolerable-failed-checkpoints").asText())
        .isEqualTo("10");
    assertThat(defaults.get("execution.checkpointing.min-pause").asText()).isEqualTo("5 s");
    assertThat(explain("sequence")).isZero();
    assertThat(said.toString())
        .containsPattern(
            "where neither config.yaml nor -D does[^:]*restart-strategy.exponential-delay"
                + ".max-backoff +10 s\n");
  }

  @Test
  void rightsFollowTheTopicsTheGroupAndTheDelivery() throws IOException {
    assertThat(explain("signal")).isZero();
    assertThat(said.toString())
        .contains(
            "--operation Read --topic x.market.events.v1\n",
            "--operation Write --topic x.signals.v1 --topic x.drift-alerts.v1",
            "--operation Read --group house-signal\n",
            "--operation Write --resource-pattern-type prefixed --transactional-id house-\n",
            "--operation DescribeConfigs --cluster\n");

    said.getBuffer().setLength(0);
    assertThat(explain("sequence", "--set", "delivery=at-least-once")).isZero();
    assertThat(said.toString())
        .contains("--topic x.exchange.trades.v1", "--group house-sequence")
        .doesNotContain("--transactional-id", "x.signals.v1");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException {
    int code = explain("all", "--set", "drift.windw=3", "--set", "signal.min-strength=101");
    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .contains("2 problems", "the nearest is drift.window", "signal.min-strength must be");
  }

  @Test
  void aModelThatDoesNotHoldIsASentence() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(explain("signal", "--set", "model.path=" + empty)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).startsWith("tidemark: ").contains("manifest.json");
  }

  private JsonNode json(String job, String... more) throws IOException {
    said.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--json");
    assertThat(explain(job, all.toArray(String[]::new))).as(said.toString()).isZero();
    return new ObjectMapper().readTree(said.toString());
  }

  private int explain(String job, String... more) throws IOException {
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap-servers: "127.0.0.1:1", group-id: house}
        topics.prefix: x.
        instruments: [BTC-USDT@binance]
        %s
        """
            .formatted(decides));
    List<String> all = new ArrayList<>(List.of("explain", job, "--config", file.toString()));
    all.addAll(List.of(more));
    PrintWriter print = new PrintWriter(said, true);
    return Tidemark.commandLine().setOut(print).setErr(print).execute(all.toArray(String[]::new));
  }
}
