package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.bench.BarLog;
import io.tidemark.bench.Setup;
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
    JsonNode log = report.at("/pipeline/logs/0");
    assertThat(log.get("events").asLong()).isEqualTo(4_000);
    assertThat(log.get("seed").asLong()).isEqualTo(5);
    long kinds = 0;
    for (JsonNode kind : log.get("kinds")) {
      kinds += kind.asLong();
    }
    assertThat(kinds).isEqualTo(4_000);
    assertThat(report.at("/machine/flink").asText()).isNotBlank();

    JsonNode rows = report.at("/pipeline/rows");
    assertThat(rows).hasSize(6);
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
    assertThat(said.toString())
        .contains("seed 5", "| demo-linear 1 | -     | RocksDB + cache | 16    | every  |");
  }

  @Test
  void everyStageOfTheBenchsOwnModelsBalances() throws Exception {
    Path json = directory.resolve("bench.json");
    int code =
        bench("pipeline", "--quick", "--events", "8000", "--seed", "5", "--json", json.toString());
    assertThat(code).as(said.toString()).isZero();

    JsonNode rows = JsonMapper.builder().build().readTree(json.toFile()).at("/pipeline/rows");
    assertThat(rows).hasSize(11);
    for (JsonNode row : rows) {
      String setup = row.get("setup").toString();
      assertThat(row.get("balanced").asBoolean()).as(row.toString()).isTrue();
      boolean asked = setup.contains("score") || setup.contains("signals");
      long warm = row.get("events").asLong() - BarLog.warmUp();
      assertThat(row.get("scored").asLong()).as(setup).isGreaterThanOrEqualTo(asked ? warm : 0);
      if (setup.contains("every")) {
        assertThat(row.get("signals").asLong()).as(setup).isEqualTo(row.get("scored").asLong());
      }
    }
  }

  @Test
  void aStrategyInOneJobScoresAndSignalsAsItsPlainLoopAndEachModelHasItsRow() throws Exception {
    Path json = directory.resolve("bench.json");
    int code =
        bench("strategy", "--quick", "--events", "4000", "--seed", "5", "--json", json.toString());
    assertThat(code).as(said.toString()).isZero();

    JsonNode report = JsonMapper.builder().build().readTree(json.toFile()).get("strategy");
    assertThat(report.get("balanced").asBoolean()).isTrue();
    assertThat(report.get("rows")).hasSize(2 + 5);
    long warm = 4_000 - BarLog.warmUp();
    for (JsonNode row : report.get("rows")) {
      assertThat(row.get("scored").asLong()).as(row.toString()).isGreaterThanOrEqualTo(warm);
      assertThat(row.get("signals").asLong()).as(row.toString()).isPositive();
    }
  }

  @Test
  void moreInstrumentsThanTheCacheHoldsLoseNoEvent() throws Exception {
    Path json = directory.resolve("bench.json");
    int code =
        bench("cache", "--quick", "--events", "5000", "--seed", "5", "--json", json.toString());
    assertThat(code).as(said.toString()).isZero();

    JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(report.has("pipeline")).isFalse();
    JsonNode points = report.at("/cache/points");
    assertThat(points).extracting(point -> point.get("keys").asInt()).contains(10, 10_000);
    for (JsonNode point : points) {
      long length = point.get("keys").asInt() <= 1_000 ? 20_000 : 5_000;
      assertThat(point.get("rows")).hasSize(5);
      for (JsonNode row : point.get("rows")) {
        JsonNode stage = row.get("stage");
        assertThat(stage.get("events").asLong()).as(row.toString()).isEqualTo(length);
        assertThat(stage.get("balanced").asBoolean()).as(row.toString()).isTrue();
      }
    }
  }

  @Test
  void aNumberThatMakesNoSenseIsOneSentence() {
    assertThat(bench("pipeline", "--events", "0")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(said.toString())
        .contains("--events of pipeline must be between 3120 and 20000000, was 0");
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
