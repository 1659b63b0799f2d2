package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.models.DriftSealing;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelImportCommandTest {

  private static final String FEATURES = "log_return, rsi(14), macd(12,26,9)";
  private static final Path MODELS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/src/test/resources/artifacts");

  @TempDir static Path temporary;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeAll
  static void twoSimulatedDays() {
    ModelImportCommandTest export = new ModelImportCommandTest();
    int code =
        export.run(
            "export --simulate-days 2 --bar 1m --trigger bar --horizon 5 --features",
            FEATURES,
            "--out",
            temporary.resolve("rows").toString());
    assertThat(code).as("%s", export.complained).isZero();
  }

  @Test
  void aBareFileBecomesAnArtefactThatATaskOpens() throws Exception {
    Path file = MODELS.resolve("tiny/1/model.onnx");
    Path artefact = temporary.resolve("mine/1");

    assertThat(imported(file, artefact)).as("%s", complained).isZero();

    try (LoadedModel opened = ModelArtefact.read(artefact).open()) {
      assertThat(opened.ref().name()).isEqualTo("mine/1");
      assertThat(opened.featureNames()).containsExactly("log_return", "rsi(14)", "macd(12,26,9)");
      assertThat(opened.metadata().timing().horizonBars()).isEqualTo(5);
      assertThat(opened.baseline().rows()).isGreaterThan(3_000);
    }
    Manifest manifest = Manifest.parse(Files.readAllBytes(artefact.resolve(Manifest.FILE)));
    Manifest.Origin origin = Objects.requireNonNull(manifest.graph().origin());
    assertThat(origin.file()).isEqualTo("model.onnx");
    assertThat(Files.readAllBytes(artefact.resolve("original.onnx")))
        .isEqualTo(Files.readAllBytes(file));
    assertThat(origin.sha256()).isEqualTo(DriftSealing.sha256(Files.readAllBytes(file)));
    assertThat(manifest.data().training().to()).isEqualTo(manifest.data().validation().from());
    assertThat(said.toString()).contains("| test ", "Not calibrated", "Wrote ");
  }

  @Test
  void aVersionThatIsThereStaysAsItIs() throws Exception {
    Path artefact = Files.createDirectory(temporary.resolve("there"));

    assertThat(imported(MODELS.resolve("tiny/1/model.onnx"), artefact)).isNotZero();

    assertThat(complained.toString()).contains("exists", "choose another --version");
    assertThat(artefact).isEmptyDirectory();
  }

  @Test
  void whatCannotBeReadOfAnExportIsNamedWithWhatToDo() {
    Path artefact = temporary.resolve("none/1");
    String file = MODELS.resolve("tiny/1/model.onnx").toString();

    assertThat(
            run(
                "models import --id mine --export",
                temporary.resolve("rows").toString(),
                file,
                "--features",
                "log_return, rsi(14), return(6)",
                "--out",
                artefact.toString()))
        .isNotZero();

    assertThat(complained.toString())
        .contains("no column [return(6)]: export it with --features log_return,rsi(14),return(6)");
    assertThat(artefact).doesNotExist();
  }

  @Test
  void whatAnswersTheSameEverywhereIsRefusedForEveryPartAndLeavesNothing() {
    Path artefact = temporary.resolve("constant/1");

    assertThat(imported(MODELS.resolve("broken/loop.onnx"), artefact)).isNotZero();

    assertThat(complained.toString())
        .contains("It is not imported: it answers 0.5 at every row of the training part")
        .contains("at every row of the test part");
    assertThat(artefact).doesNotExist();
  }

  @Test
  void aFileThatCannotBeRewrittenGivesItsProblems() {
    String file = MODELS.resolve("broken/loop.onnx").toString();

    assertThat(
            run("models import --id mine --export rows --output y", file, "--features", FEATURES))
        .isNotZero();

    assertThat(complained.toString())
        .contains("It is not imported: operator Loop 'looped' is not served");
  }

  private int imported(Path file, Path artefact) {
    return run(
        "models import --id mine --export",
        temporary.resolve("rows").toString(),
        file.toString(),
        "--features",
        FEATURES,
        "--out",
        artefact.toString());
  }

  /**
   * @param words the first ones, separated by blanks
   */
  private int run(String words, String... more) {
    String[] first = words.split(" ");
    String[] all = new String[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(all);
  }
}
