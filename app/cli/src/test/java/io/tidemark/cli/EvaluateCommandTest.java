package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.bench.drift.RecordedFiles;
import io.tidemark.bench.drift.RecordedTable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void aNumberOfThreadsThatCannotBeIsRefusedNamingIt() {
    assertThat(evaluate("--threads", "0")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(evaluate("--threads", "65")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("--threads must be between 1 and 64, was 0")
        .contains("--threads must be between 1 and 64, was 65");
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void aModelWithoutOutcomesIsRefusedSayingWhatToDo() {
    Path root = Path.of(System.getProperty("tidemark.root"));
    assertThat(
            evaluate(
                "--model",
                root.resolve("models/artifacts/btc-linear/1").toString(),
                "--bars",
                folder.resolve("none.csv").toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("has no outcomes.json: run ./tidemark drift calibrate on a copy of it");
  }

  @Test
  void everyOptionOfADelayThatCannotBeIsNamedAtOnce() {
    assertThat(
            evaluate(
                "--model", "m", "--bars", "b", "--series", "0", "--longest", "9", "--budget", "1"))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .contains("--series must be at least 1, was 0")
        .contains("--longest must be at least 100, was 9")
        .contains("--budget must be at least 1000, was 1");
  }

  @Test
  void recordedDataThatIsNotThereIsSkippedWithALine() {
    assertThat(evaluate("--table", "REAL")).isZero();
    assertThat(said.toString()).isEmpty();
    assertThat(complained.toString().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("real data: skipped, there is no " + folder));
  }

  @Test
  void whatIsPrintedIsInTheJsonToo() throws IOException {
    sea(20_000, 0);
    Path json = folder.resolve("tables.json");
    assertThat(evaluate("--table", "REAL", "--json", json.toString())).isZero();

    JsonNode written = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(written.get("quick").asBoolean()).isFalse();
    JsonNode table = written.get("tables").get(0);
    assertThat(written.get("tables")).hasSize(1);
    assertThat(table.get("title").asText()).startsWith("SEA");
    assertThat(table.get("cells").get(0).get("rows watched").asText()).isEqualTo("7,500");
    assertThat(table.get("cells").get(0).get("pauses").asText()).isEqualTo("0");
    assertThat(said.toString()).contains("### SEA", "| 7,500        | 0 ").doesNotContain("MISSED");
  }

  @Test
  void aBarThatWasMissedIsPrintedAndIsTheExitCode() throws IOException {
    sea(16_000, 5);
    assertThat(evaluate("--table", "REAL")).isEqualTo(1);
    assertThat(said.toString()).containsPattern("MISSED: SEA: \\d+ pauses");
  }

  @Test
  void aCellThatIsNoNumberIsRefusedNamingTheFile() throws IOException {
    write(List.of("x1,x2,x3,label", "1,2,3,0", "1,oops,3,0"));
    assertThat(evaluate("--table", "REAL")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("sea.csv.gz has a cell that is no number: oops");
  }

  @Test
  void anEmptyCellIsMissing() throws IOException {
    write(List.of("x1,x2,x3,label", "1,,3,0"));
    RecordedTable table = RecordedFiles.csv(folder.resolve("drift/sea.csv.gz"), 3);
    assertThat(table.names()).containsExactly("x1", "x2", "x3");
    assertThat(table.rows().get(0)).containsExactly(1, Float.NaN, 3);
  }

  /** Independent columns, of which the first one is {@code shift} higher in the live rows. */
  private void sea(int rows, double shift) throws IOException {
    SplittableRandom random = new SplittableRandom(5).split();
    List<String> lines = new ArrayList<>(List.of("x1,x2,x3,label"));
    for (int i = 0; i < rows; i++) {
      double first = 10 * random.nextDouble() + (i < 12_500 ? 0 : shift);
      lines.add(first + "," + 10 * random.nextDouble() + "," + 10 * random.nextDouble() + ",0");
    }
    write(lines);
  }

  private void write(List<String> lines) throws IOException {
    Files.createDirectories(folder.resolve("drift"));
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve("drift/sea.csv.gz"))),
            StandardCharsets.UTF_8)) {
      for (String line : lines) {
        out.write(line + "\n");
      }
    }
  }

  private int evaluate(String... words) {
    CommandLine parent = Tidemark.commandLine();
    List<String> all = new ArrayList<>(List.of("drift", "evaluate", "--data", folder.toString()));
    all.addAll(List.of(words));
    return parent
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(all.toArray(String[]::new));
  }
}
