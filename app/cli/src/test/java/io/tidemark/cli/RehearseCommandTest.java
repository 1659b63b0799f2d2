package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RehearseCommandTest {

  @TempDir private Path folder;

  @Test
  void everyShortCommandCanBeRehearsedWithoutADeployment() {
    StringWriter said = new StringWriter();
    CommandLine line = Tidemark.commandLine().setErr(new PrintWriter(said));
    assertThat(line.execute("rehearse", "--work", folder.resolve("work").toString()))
        .as(said.toString())
        .isZero();
  }

  @Test
  void theLauncherRehearsesNothingBeforeAnOrderAndNamesCommandsThatThereAre() throws IOException {
    String launcher = Files.readString(Path.of("../../tidemark"));
    Matcher quick = Pattern.compile("\n  (tail[^)]+)\\)\n    compiler=").matcher(launcher);
    assertThat(quick.find()).isTrue();
    for (String pattern : quick.group(1).split(" \\| ", -1)) {
      String command = pattern.replace("\\ *", "").replace("\\", "");
      assertThat(Tidemark.commandLine().getSubcommands()).containsKey(command.split(" ", 2)[0]);
    }
    assertThat(launcher).contains("[ \"${1:-}\" != control ]");
  }
}
