package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the brokers, a command says it in one line and exits with 2. */
final class UnreachableBrokersTest {

  private static final Path MODEL = Path.of("../../models/artifacts/demo-linear/1");

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail signals",
        "tail alerts -f",
        "reproduce --random 1",
        "drift show",
        "models list",
        "drift retrain 1"
      })
  void aReaderFindsNobody(String command) throws IOException {
    String brokers = "127.0.0.1:" + freePort();
    assertThat(run(command, config(brokers, "default.api.timeout.ms: 300")))
        .as(said.toString())
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .startsWith("tidemark: ")
        .contains("cannot be read from " + brokers + ": no answer within 300 ms")
        .containsOnlyOnce("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail signals",
        "reproduce --random 1",
        "drift show",
        "models list",
        "drift retrain 1",
        "drift ack BTC-USDT@binance --why seen",
        "control kill",
        "control resume all"
      })
  void aPropertyThatNoClientTakesIsNamed(String command) throws IOException {
    assertThat(run(command, config("127.0.0.1:9", "security.protocol: NONE")))
        .as(said.toString())
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .startsWith("tidemark: ")
        .contains("security.protocol")
        .containsOnlyOnce("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tail signals", "control kill", "reproduce --random 1"})
  void anAddressThatNobodyHasIsNamed(String command) throws IOException {
    assertThat(run(command, config("nowhere.invalid:9092", "default.api.timeout.ms: 300")))
        .as(said.toString())
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("nowhere.invalid:9092").containsOnlyOnce("\n");
  }

  private String config(String brokers, String property) throws IOException {
    return Files.writeString(
            directory.resolve("job.yaml"),
            """
            kafka:
              bootstrap-servers: %s
              properties:
                %s
            instruments: [BTC-USDT@binance]
            inputs: [book, sentiment, fear-greed]
            model.path: %s
            """
                .formatted(brokers, property, MODEL.toAbsolutePath().normalize()))
        .toString();
  }

  private int run(String command, String config) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--config", config));
    PrintWriter print = new PrintWriter(said, true);
    return Tidemark.commandLine().setOut(print).setErr(print).execute(words.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
