package io.tidemark.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class MemoryReportTest {

  @Test
  void aControlThatDoesNotGrowMakesTheReportNotHold() {
    List<MemorySample> flat = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      flat.add(new MemorySample(i, 100.0, 10, 1));
    }
    MemoryRow good = MemoryRow.of(new MemoryRow.Task("scoring", "m 1", 40, 1, false), flat);
    MemoryRow control = MemoryRow.of(new MemoryRow.Task("scoring", "m 1", 40, 1, true), flat);
    assertThat(new MemoryReport(List.of(good)).holds()).isTrue();
    Assumptions.assumeTrue(MemorySample.seesResident(), "no /proc: native memory cannot be seen");
    assertThat(new MemoryReport(List.of(good, control)).holds()).isFalse();
  }
}
