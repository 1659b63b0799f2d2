package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./tidemark collect}. */
class CollectCommandTest {

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @TempDir Path folder;

  @Test
  void aWrongConfigurationIsRefusedBeforeAnythingStarts() {
    int code =
        Tidemark.commandLine()
            .setErr(new PrintWriter(complained, true))
            .execute("collect", "--set", "instruments=BTC-USDT@nowhere");
    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("kafka.bootstrap-servers is missing", "nothing collects BTC-USDT@nowhere");
  }

  /** No broker is there: it would be asked for next. */
  @Test
  void aFolderThatCannotBeRecordedIntoIsRefusedBeforeAnythingStarts() throws IOException {
    Path file = Files.writeString(folder.resolve("afile"), "");
    int code =
        Tidemark.commandLine()
            .setErr(new PrintWriter(complained, true))
            .execute(
                "collect",
                "--record",
                file.toString(),
                "--set",
                "kafka.bootstrap-servers=127.0.0.1:1",
                "--set",
                "instruments=BTC-USDT@binance");
    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .isEqualToNormalizingNewlines(
            "tidemark: The configuration has a problem:\n  - --record: "
                + file
                + " is a file: name a folder to record into\n");
  }

  @Test
  void aWrongFolderHidesNoWrongOptionAndNoneHidesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("afile"), "");
    int code =
        Tidemark.commandLine()
            .setErr(new PrintWriter(complained, true))
            .execute("collect", "--record", file.toString(), "--set", "collect.record=here");
    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains(
            "4 problems:",
            "collect.record is not an option: name the folder by --record DIR",
            "instruments is missing",
            "kafka.bootstrap-servers is missing",
            "--record: " + file + " is a file");
  }

  @Test
  void aPortThatIsTakenIsToldWithAllElseThatIsWrong() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());
      int code =
          Tidemark.commandLine()
              .setErr(new PrintWriter(complained, true))
              .execute(
                  "collect",
                  "--set",
                  "collect.status-port=" + port,
                  "--set",
                  "instruments=BTC-USDT@nowhere");
      assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(complained.toString())
          .contains(
              "3 problems:",
              "collect.status-port " + port + " cannot be used",
              "nothing collects BTC-USDT@nowhere",
              "kafka.bootstrap-servers is missing");
    }
  }

  @Test
  void itRunsUntilItIsStoppedWhateverTheVenueDoes() {
    CountDownLatch stop = new CountDownLatch(1);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      broker.createTopics(
          Topic.of(Topic.Role.INPUT).stream().collect(Collectors.toMap(Topic::topicName, any -> 1)),
          Map.of());
      stop.countDown();
      int code =
          new CommandLine(new CollectCommand(stop))
              .setOut(new PrintWriter(said, true))
              .execute(
                  "--set",
                  "kafka.bootstrap-servers=" + broker.bootstrapServers(),
                  "--set",
                  "instruments=BTC-USDT@binance",
                  "--set",
                  "collect.endpoints.binance.socket=ws://127.0.0.1:1",
                  "--set",
                  "collect.endpoints.binance.rest=http://127.0.0.1:1");
      assertThat(code).isZero();
    }
    assertThat(said.toString())
        .contains("Collecting 1 instruments over 1 connections and 0 polls to");
  }

  @Test
  void pollsNeedNoInstrumentAndTextsNeedTheirTopic() {
    CountDownLatch stop = new CountDownLatch(1);
    stop.countDown();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
      broker.createTopics(
          Topic.of(Topic.Role.INPUT).stream().collect(Collectors.toMap(Topic::topicName, any -> 1)),
          Map.of());
      String[] command = {
        "--record", folder.resolve("recorded").toString(),
        "--set", "kafka.bootstrap-servers=" + broker.bootstrapServers(),
        "--set", "collect.polls.mood.kind=fear-greed",
        "--set", "collect.polls.mood.endpoint=http://127.0.0.1:1",
        "--set", "collect.polls.desk.kind=feed",
        "--set", "collect.polls.desk.url=http://127.0.0.1:1/rss"
      };
      int refused =
          Tidemark.commandLine()
              .setErr(new PrintWriter(complained, true))
              .execute(
                  Stream.concat(Stream.of("collect"), Stream.of(command)).toArray(String[]::new));
      assertThat(refused).isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(complained.toString()).contains(Topic.TEXTS.topicName());

      broker.createTopics(Map.of(Topic.TEXTS.topicName(), 1), Map.of());
      int code =
          new CommandLine(new CollectCommand(stop))
              .setOut(new PrintWriter(said, true))
              .execute(command);
      assertThat(code).isZero();
    }
    assertThat(said.toString())
        .contains("Collecting 0 instruments over 0 connections and 2 polls to");
  }
}
