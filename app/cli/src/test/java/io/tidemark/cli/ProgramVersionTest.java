package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgramVersionTest {

  @Test
  void theVersionIsTheBuildsAndNoPlaceholder() {
    StringWriter out = new StringWriter();
    int code = Tidemark.commandLine().setOut(new PrintWriter(out)).execute("--version");
    assertThat(code).isZero();
    assertThat(out.toString())
        .matches("(?s)tidemark \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?( \\([^)]+\\))?\\Rjava \\d+.*");
  }

  @Test
  void aCommitStandsBehindTheVersionWhereTheBuildNamedOne() {
    assertThat(ProgramVersion.line("1.2.3", "0a1b2c3")).isEqualTo("tidemark 1.2.3 (0a1b2c3)");
    assertThat(ProgramVersion.line("1.2.3", "")).isEqualTo("tidemark 1.2.3");
  }

  @Test
  void helpListsTheCommandsAndExplainsOne() {
    StringWriter out = new StringWriter();
    assertThat(Tidemark.commandLine().setOut(new PrintWriter(out)).execute("help")).isZero();
    assertThat(out.toString()).contains("Commands:", "demo", "reproduce");
    assertThat(Tidemark.commandLine().setOut(new PrintWriter(out)).execute("help", "demo"))
        .isZero();
    assertThat(out.toString()).contains("Usage: tidemark demo");
  }
}
