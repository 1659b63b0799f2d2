package io.tidemark.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.cli.Tidemark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root", ".")).resolve("models/artifacts/demo-linear/1");

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();

  @Test
  void everyStageDecidesTheWholeLogAndTheJobWritesTheSignalsOfThePlainLoop() throws Exception {
    Path json = directory.resolve("bench.json");
    int code =
        bench(
            "pipeline",
            "--events",
            "4000",
            "--rounds",
            "1",
            "--seed",
            "5",
            "--model",
            MODEL.toString(),
            "--json",
            json.toString());
    assertThat(code).as(said.toString()).isZero();

    JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
    JsonNode log = report.at("/pipeline/log");
    assertThat(log.get("events").asLong()).isEqualTo(4_000);
    assertThat(log.get("seed").asLong()).isEqualTo(5);
    long kinds = 0;
    for (JsonNode kind : log.get("kinds")) {
      kinds += kind.asLong();
    }
    assertThat(kinds).isEqualTo(4_000);
    assertThat(report.at("/machine/flink").asText()).isNotBlank();

    JsonNode rows = report.at("/pipeline/rows");
    assertThat(rows).hasSize(8);
    long[] ofEvery = new long[2];
    for (JsonNode row : rows) {
      assertThat(row.get("events").asLong()).as(row.toString()).isEqualTo(4_000);
      assertThat(row.get("balanced").asBoolean()).as(row.toString()).isTrue();
      if (row.at("/setup/emit").asText().equals("every")) {
        int job = row.at("/setup/stage").asText().equals(Setup.JOB) ? 1 : 0;
        ofEvery[job] = row.get("signals").asLong();
      }
    }
    assertThat(ofEvery[0]).isPositive().isEqualTo(ofEvery[1]);
    assertThat(said.toString()).contains("seed 5", "| signal job | demo-linear 1 | every  |");
  }

  @Test
  void moreInstrumentsThanTheCacheHoldsLoseNoEvent() throws Exception {
    Path json = directory.resolve("bench.json");
    int code =
        bench(
            "cache", "--events", "5000", "--rounds", "1", "--seed", "5", "--json", json.toString());
    assertThat(code).as(said.toString()).isZero();

    JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(report.get("pipeline").isNull()).isTrue();
    JsonNode points = report.at("/cache/points");
    assertThat(points).extracting(point -> point.get("keys").asInt()).contains(10, 10_000);
    for (JsonNode point : points) {
      assertThat(point.get("rows")).hasSize(3);
      for (JsonNode row : point.get("rows")) {
        assertThat(row.get("events").asLong()).as(row.toString()).isEqualTo(5_000);
        assertThat(row.get("balanced").asBoolean()).as(row.toString()).isTrue();
      }
    }
  }

  @Test
  void aNumberThatMakesNoSenseIsOneSentence() {
    assertThat(bench("--events", "0")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("--events must be between 1 and 20000000, was 0");
    assertThat(bench("--rounds", "101")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString()).contains("--rounds must be between 1 and 100, was 101");
  }

  private int bench(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "bench";
    System.arraycopy(words, 0, all, 1, words.length);
    PrintWriter print = new PrintWriter(said, true);
    return Tidemark.commandLine().setOut(print).setErr(print).execute(all);
  }
}
