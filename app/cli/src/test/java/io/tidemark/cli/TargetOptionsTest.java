package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TargetOptionsTest {

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {"control kill --why test", "tail signals", "reproduce --random 1", "models list"})
  void brokersThatAreNamedWithoutAConfigurationAreNotTakenForTheDemos(String command) {
    StringWriter said = new StringWriter();
    CommandLine tidemark = Tidemark.commandLine().setErr(new PrintWriter(said));
    String line = command + " --home " + home + " --set kafka.bootstrap-servers=prod.example:9092";
    assertThat(tidemark.execute(line.split(" ", -1))).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .startsWith("tidemark: --set kafka.bootstrap-servers names brokers, but without --config");
  }
}
