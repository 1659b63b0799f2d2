package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of an interpreter. */
final class LabCommandTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));
  private static final Path STUDY = ROOT.resolve("models/training/configs/lab/direction-1h.json");
  private static final long START_MILLIS =
      1_640_044_800_000L; // 2021-12-21, the walk begins 2022-01-01
  private static final long HOUR_MILLIS = 3_600_000L;

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void dataIsExportedBetweenTheCheckOfTheStudyAndItsRunAndNotAgainWhereItGoesOn()
      throws IOException {
    String python = python("[ -d " + out().resolve("export") + " ] && echo exported; echo \"$@\"");
    assertThat(lab(python, STUDY, bars())).isZero();
    assertThat(said.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("lab " + STUDY + " --check"),
            line -> assertThat(line).contains("rows, instruments: 1"),
            line -> assertThat(line).startsWith("The same data up to the first refit"),
            line -> assertThat(line).contains("cut: ", " rows, instruments: 1"),
            line -> assertThat(line).isEqualTo("exported"),
            line ->
                assertThat(line)
                    .endsWith(
                        "--export %s --out %s --cut %s"
                            .formatted(out().resolve("export"), out(), out().resolve("cut"))),
            line -> assertThat(line).endsWith("report.html"));
    assertThat(out().resolve("export/X-USDT@test.parquet")).exists();
    said.getBuffer().setLength(0);
    assertThat(lab(python, STUDY)).isZero();
    assertThat(said.toString()).doesNotContain("instruments:");
  }

  @Test
  void nothingIsExportedForAStudyThatIsRefused() throws IOException {
    String python = python("echo horizonBars: must be positive; exit 2");
    assertThat(lab(python, STUDY, bars())).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("horizonBars: must be positive");
    assertThat(out()).doesNotExist();
  }

  @Test
  void otherDataIsNotTakenForThatOfTheFolder() throws IOException {
    Files.createDirectories(out().resolve("export"));
    assertThat(lab(python("exit 0"), STUDY, bars())).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("export exists: leave out DATA to go on with it");
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() throws IOException {
    assertThat(lab(python("exit 0"), STUDY)).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("export does not exist: give DATA");
    assertThat(lab(folder.resolve("none").toString(), STUDY, bars()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("install Python 3.11 or newer");
    assertThat(lab(python("exit 0"), folder.resolve("no.json"), bars()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("no.json does not exist: name a study");
  }

  @Test
  void anArtefactIsNamedToTheCheckAndToTheRunAndOnlyADraftThatIsSealedBecomesOne()
      throws IOException {
    Path artefact = folder.resolve("store/tiny/1");
    String python = python("echo \"$@\"");
    assertThat(lab(python, STUDY, bars(), "--artifact", artefact.toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString().lines().filter(line -> line.contains("--draft tiny/1"))).hasSize(2);
    assertThat(complained.toString()).contains("draft/tiny/1");
    assertThat(artefact).doesNotExist();
  }

  @Test
  void anArtefactThatIsThereIsRefusedBeforeAnythingRuns() throws IOException {
    Path artefact = Files.createDirectories(folder.resolve("store/tiny/1"));
    assertThat(lab(python("echo ran"), STUDY, bars(), "--artifact", artefact.toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("an artefact never changes");
    assertThat(said.toString()).isEmpty();
    assertThat(lab(python("echo ran"), STUDY, bars(), "--artifact", "/"))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
  }

  private Path out() {
    return folder.resolve("out");
  }

  private int lab(String python, Path study, String... data) {
    List<String> all = new ArrayList<>(List.of("lab", study.toString()));
    all.addAll(List.of(data));
    all.addAll(List.of("--out", out().toString(), "--python", python));
    all.addAll(List.of("--instrument", "X-USDT@test"));
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(all.toArray(String[]::new));
  }

  /** Has all packages, and does this when it is to work. */
  private String python(String work) throws IOException {
    Path script = Files.createTempFile(folder, "python", "");
    Files.writeString(script, "#!/bin/sh\n[ \"$1\" = -c ] && exit 0\n" + work + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }

  private String bars() throws IOException {
    StringBuilder csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    for (int i = 0; i < 400; i++) {
      double close = 100 + Math.sin(i) + i % 7;
      csv.append(START_MILLIS + i * HOUR_MILLIS).append(',').append(close).append(',');
      csv.append(close + 1).append(',').append(close - 1).append(',').append(close);
      csv.append(',').append(10 + i % 5).append('\n');
    }
    return Files.writeString(folder.resolve("bars.csv"), csv).toString();
  }
}
