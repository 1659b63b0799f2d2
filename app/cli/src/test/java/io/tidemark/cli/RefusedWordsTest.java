package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Words that no command can do anything with: it names the option and says what to give. */
final class RefusedWordsTest {

  private final StringWriter said = new StringWriter();

  @Test
  void aNumberOfSignalsBelowOneIsNotTaken() {
    assertThat(run("reproduce", "--random", "-5")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("--random must be at least 1, was -5");
  }

  @Test
  void anOrderOfNobodyIsNotWritten() {
    assertThat(run("control", "kill", "--by", " ")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .contains("--by must not be blank: name who gives the order, or leave it out");
  }

  @Test
  void whatAWordSaysToTheTerminalIsShownAndNotDone() {
    assertThat(run("control", "kill", "--config", "no\u001b[2Jfile")).isEqualTo(2);
    assertThat(said.toString()).contains("no\\u001b[2Jfile").doesNotContain("\u001b");
  }

  private int run(String... words) {
    PrintWriter print = new PrintWriter(said, true);
    return Tidemark.commandLine().setOut(print).setErr(print).execute(words);
  }
}
