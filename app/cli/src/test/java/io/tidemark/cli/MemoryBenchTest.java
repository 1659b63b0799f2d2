package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.bench.memory.MemorySample;
import io.tidemark.bench.memory.Trend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryBenchTest {

  private static final Path ARTIFACTS =
      Path.of(System.getProperty("tidemark.root", ".")).resolve("models/artifacts");

  /** In a process of its own: one that did much before has free memory that hides a leak. */
  @Test
  void whoeverForgetsToCloseIsSeenToGrowAndWhoeverClosesGrowsFarLess(@TempDir Path directory)
      throws Exception {
    Assumptions.assumeTrue(MemorySample.seesResident(), "no /proc: native memory cannot be seen");
    Path json = directory.resolve("memory.json");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Djava.io.tmpdir=" + directory,
            Tidemark.class.getName(),
            "bench",
            "memory",
            "--quick",
            "--events=60000",
            "--model=" + ARTIFACTS.resolve("btc-gbm/1"),
            "--json=" + json);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Path said = directory.resolve("said.txt");
    Process bench = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(bench.waitFor()).as(Files.readString(said)).isBetween(0, 1);

    JsonNode rows = JsonMapper.builder().build().readTree(json.toFile()).at("/memory/rows");
    assertThat(rows).hasSize(4);
    for (int control = 2; control < 4; control++) {
      assertThat(rows.get(control).get("control").asBoolean()).isTrue();
      assertThat(resident(rows, control, "grown")).isGreaterThan(Trend.FLOOR_MIB);
      assertThat(resident(rows, control - 2, "perUnit"))
          .isLessThan(resident(rows, control, "perUnit") / 4);
    }
  }

  private static double resident(JsonNode rows, int row, String what) {
    return rows.get(row).get("resident").get(what).asDouble();
  }
}
