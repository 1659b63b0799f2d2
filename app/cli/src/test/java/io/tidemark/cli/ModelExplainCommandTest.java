package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelExplainCommandTest {

  private static final Path ARTEFACTS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts");

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void everyFeatureThatMovedTheAnswerIsSaidTheStrongestFirst() {
    assertThat(run("btc-linear/1", "--row", "1")).isZero();

    String[] lines = said.toString().split(System.lineSeparator());
    assertThat(lines[0]).contains("btc-linear/1, row 1: log-odds of a rise", "exact");
    assertThat(lines[1]).contains("bollinger_position(20) = -0.6286996");
    assertThat(lines).hasSize(13);
  }

  @Test
  void aRowThatThereIsNotIsRefused() {
    assertThat(run("btc-linear/1", "--row", "0")).isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(complained.toString()).contains("--row must be between 1 and ", ", was 0");
  }

  private int run(String model, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "models";
    all[1] = "explain";
    all[2] = ARTEFACTS.resolve(model).toString();
    System.arraycopy(words, 0, all, 3, words.length);
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained, true))
        .execute(all);
  }
}
