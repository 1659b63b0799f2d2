package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoCommandTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"--web-port, 99999", "--web-port, -1", "--metrics-port, 65536"})
  void aNumberThatIsNoPortIsOneSentence(String option, String port) {
    refused(option + " must be between 0 and 65535, was " + port, option, port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1.0", "0.0", "NaN", "Infinity"})
  void aSpeedAtWhichNoMarketPlaysIsOneSentenceAndStartsNothing(String speed) {
    refused("--speed must be above 0 and at most 100000, was " + speed, "--speed", speed);
  }

  @Test
  void allThatIsOddIsSaidAtOnce() {
    refused(
        "--speed must be above 0 and at most 100000, was 0.0; --web-port must be between 0 and"
            + " 65535, was -1",
        "--web-port",
        "-1",
        "--speed",
        "0");
  }

  @Test
  void aModelBesideAStrategyIsRefused() {
    refused(
        "--model must not be given with --set strategy.path: leave one of them out",
        "--model",
        "models/artifacts/btc-linear/1",
        "--set",
        "strategy.path=docs/examples/strategies/vote.yaml");
  }

  private void refused(String sentence, String... options) {
    StringWriter said = new StringWriter();
    Path home = directory.resolve("demo");
    List<String> line = new ArrayList<>(List.of("demo", "--home", home.toString()));
    line.addAll(List.of(options));
    int code =
        Tidemark.commandLine()
            .setErr(new PrintWriter(said, true))
            .execute(line.toArray(String[]::new));

    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).isEqualToNormalizingNewlines("tidemark: " + sentence + "\n");
    assertThat(home).doesNotExist();
  }
}
