package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SealCommandTest {

  private static final Path DRAFT =
      Path.of(
          System.getProperty("tidemark.root", ".."),
          "models/src/test/resources/artifacts/tiny-lstm/1");

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void aDraftBecomesAnArtefactOnce(@TempDir Path temporary) {
    String artefact = temporary.resolve("tiny-lstm/1").toString();

    assertThat(run(DRAFT.toString(), "--out", artefact)).isZero();
    assertThat(said.toString()).contains(artefact + ": 16 golden answers by this runtime");
    assertThat(complained.toString()).isEmpty();

    assertThat(run(DRAFT.toString(), "--out", artefact)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("an artefact never changes");
  }

  @Test
  void aFolderThatIsNoDraftIsNamed(@TempDir Path temporary) {
    String draft = temporary.resolve("absent").toString();

    assertThat(run(draft, "--out", temporary.resolve("out").toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(complained.toString()).contains("tidemark: " + draft + ": expected a directory");
  }

  private int run(String... words) {
    CommandLine commandLine = Tidemark.commandLine();
    commandLine.setOut(new PrintWriter(said)).setErr(new PrintWriter(complained, true));
    String[] all = new String[words.length + 1];
    all[0] = "seal";
    System.arraycopy(words, 0, all, 1, words.length);
    return commandLine.execute(all);
  }
}
