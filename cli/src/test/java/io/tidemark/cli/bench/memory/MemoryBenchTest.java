package io.tidemark.cli.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class MemoryBenchTest {

  private static final Path ARTIFACTS =
      Path.of(System.getProperty("tidemark.root", ".")).resolve("models/artifacts");

  @Test
  void whoeverForgetsToCloseIsSeenToGrowAndWhoeverClosesGrowsFarLess() throws Exception {
    Assumptions.assumeTrue(MemorySample.seesResident(), "no /proc: native memory cannot be seen");
    MemoryReport report =
        new MemoryBench(60_000, 60, line -> {}).run(List.of(ARTIFACTS.resolve("btc-gbm/1")));

    assertThat(report.rows()).hasSize(4);
    assertThat(report.rows()).filteredOn(MemoryRow::control).hasSize(2).allMatch(MemoryRow::grows);
    assertThat(resident(report, 0)).isLessThan(resident(report, 2) / 4);
    assertThat(resident(report, 1)).isLessThan(resident(report, 3) / 4);
    assertThat(report.lines()).anyMatch(line -> line.contains("control: tensors left open"));
  }

  @Test
  void aControlThatDoesNotGrowMakesTheReportNotHold() {
    List<MemorySample> flat = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      flat.add(new MemorySample(i, 100.0, 10, 1));
    }
    MemoryRow good = MemoryRow.of("scoring", "m 1", 40, 1, false, flat);
    MemoryRow control = MemoryRow.of("scoring", "m 1", 40, 1, true, flat);
    assertThat(new MemoryReport(List.of(good)).holds()).isTrue();
    Assumptions.assumeTrue(MemorySample.seesResident(), "no /proc: native memory cannot be seen");
    assertThat(new MemoryReport(List.of(good, control)).holds()).isFalse();
  }

  private static double resident(MemoryReport report, int row) {
    return Objects.requireNonNull(report.rows().get(row).resident()).perUnit();
  }
}
