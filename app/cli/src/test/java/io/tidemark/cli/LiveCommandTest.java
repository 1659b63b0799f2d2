package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code live} refuses. */
final class LiveCommandTest {

  @TempDir Path folder;

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNothingStarts() throws IOException {
    Path model = Files.createDirectories(folder.resolve("nomodel"));
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("mine"), "");
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String said =
          refused(
              "BTC-USDT@nowhere,BTC-USD@Kraken",
              "--home",
              home.toString(),
              "--model",
              model.toString(),
              "--web-port",
              Integer.toString(busy.getLocalPort()),
              "--metrics-port",
              "65536",
              "--set",
              "collect.max-waiting=7",
              "--set",
              "collect.status-port=" + busy.getLocalPort(),
              "--set",
              "drift.windo=5");
      assertThat(said.lines())
          .satisfiesOnlyOnce(has("port " + busy.getLocalPort() + " for Flink's web page is taken"))
          .satisfiesOnlyOnce(has("--metrics-port must be between 0 and 65535"))
          .satisfiesOnlyOnce(has("drift.windo"))
          .satisfiesOnlyOnce(has("instruments must be a list of different instruments"))
          .satisfiesOnlyOnce(has(model + ": manifest.json: expected a file"))
          .satisfiesOnlyOnce(has("instruments: nothing collects BTC-USDT@nowhere"))
          .satisfiesOnlyOnce(has("collect.max-waiting must be"))
          .satisfiesOnlyOnce(has("collect.status-port " + busy.getLocalPort() + " cannot be used"))
          .satisfiesOnlyOnce(has(home + " was not made by a demo"))
          .hasSize(10);
    }
    assertThat(home.toFile().list()).containsExactly("mine");
  }

  @Test
  void aBusyPortOfTheStatusPageIsRefusedBeforeAnythingStarts() throws IOException {
    Path home = folder.resolve("home");
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());
      assertThat(
              refused(
                  "BTC-USDT@binance",
                  "--home",
                  home.toString(),
                  "--web-port",
                  "0",
                  "--metrics-port",
                  "0",
                  "--set",
                  "collect.status-port=" + port))
          .contains("a problem:", "collect.status-port " + port + " cannot be used");
    }
    assertThat(home).doesNotExist();
  }

  private static String refused(String... arguments) {
    StringWriter complained = new StringWriter();
    int code =
        Tidemark.commandLine()
            .setErr(new PrintWriter(complained, true))
            .execute(Stream.concat(Stream.of("live"), Stream.of(arguments)).toArray(String[]::new));
    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    return complained.toString();
  }

  private static ThrowingConsumer<String> has(String words) {
    return line -> assertThat(line).contains(words);
  }
}
