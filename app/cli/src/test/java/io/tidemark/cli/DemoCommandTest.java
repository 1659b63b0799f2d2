package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoCommandTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"--web-port, 99999", "--web-port, -1", "--metrics-port, 65536"})
  void aNumberThatIsNoPortIsOneSentence(String option, String port) {
    StringWriter said = new StringWriter();
    Path home = directory.resolve("demo");
    int code =
        Tidemark.commandLine()
            .setErr(new PrintWriter(said, true))
            .execute("demo", option, port, "--home", home.toString());

    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .isEqualToNormalizingNewlines(
            "tidemark: " + option + " must be between 0 and 65535, was " + port + "\n");
    assertThat(home).doesNotExist();
  }
}
