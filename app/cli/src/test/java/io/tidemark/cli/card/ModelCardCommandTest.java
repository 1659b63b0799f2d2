package io.tidemark.cli.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import io.tidemark.models.DriftSealing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardCommandTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts/btc-linear/2");

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  private Path version;

  @BeforeEach
  void copyAShippedVersion(@TempDir Path temporary) throws IOException {
    version = temporary.resolve("btc-linear/2");
    Files.createDirectories(version);
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        Files.copy(file, version.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void showPrintsTheHeadAloneUnlessAllIsAskedFor() {
    assertThat(run("show", version.toString())).isZero();
    assertThat(said.toString())
        .contains("# btc-linear/2", "**Its probabilities were calibrated**")
        .doesNotContain("## Periods");

    assertThat(run("show", "--all", version.toString())).isZero();
    assertThat(said.toString()).contains("## Periods");
  }

  @Test
  void aCardThatLiesIsNotPrintedButFoundAndWrittenAnew() throws Exception {
    DriftSealing.write(version, "card.md", "# It wins\n".getBytes(StandardCharsets.UTF_8));

    assertThat(run("show", version.toString())).isEqualTo(1);
    assertThat(complained.toString()).contains("card.md is not what the other files give");
    assertThat(said.toString()).doesNotContain("It wins");
    assertThat(run("card", "--check", version.toString())).isEqualTo(1);

    assertThat(run("card", version.toString())).isZero();
    assertThat(run("card", "--check", version.toString())).isZero();
    assertThat(version.resolve("card.md")).hasSameBinaryContentAs(SHIPPED.resolve("card.md"));
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefusedAllAtOnce() {
    assertThat(
            run("card", "--check", "--delays", "none.json", version.toString(), SHIPPED.toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("--check writes nothing", "what was measured is of one version");
  }

  private int run(String command, String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "models";
    all[1] = command;
    System.arraycopy(words, 0, all, 2, words.length);
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained, true))
        .execute(all);
  }
}
