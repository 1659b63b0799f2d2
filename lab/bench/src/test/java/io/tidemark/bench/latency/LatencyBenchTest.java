package io.tidemark.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.bench.BenchFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LatencyBenchTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root", ".")).resolve("models/artifacts/demo-linear/1");

  @Test
  void everySignalIsMeasuredOnceOnBothRoutesWithBothDeliveries() throws Exception {
    List<LatencyRow> rows = new ArrayList<>();
    try (BenchFixture ground = BenchFixture.start()) {
      LatencyPlan plan = new LatencyPlan(5, 8_000, 2, List.of(0.5));
      rows.addAll(new LatencyRun(ground, plan, Route.LOG, LatencyBench.AT_LEAST_ONCE).run(MODEL));
      rows.addAll(new LatencyRun(ground, plan, Route.RAW, LatencyBench.EXACTLY_ONCE).run(MODEL));
      LatencyReport report = LatencyReport.of("demo-linear 1", plan, 1_000, rows);
      assertThat(report.holds()).as(rows.toString()).isTrue();
      assertThat(report.lines()).anyMatch(line -> line.contains("raw topics to signal"));
    }
    assertThat(rows).hasSize(2);
    for (LatencyRow row : rows) {
      assertThat(row.signals()).as(row.toString()).isPositive();
      Percentiles dueToSeen = Objects.requireNonNull(row.durations().dueToSeen());
      Percentiles logToSeen = Objects.requireNonNull(row.durations().logToSeen());
      Percentiles logToSignal = Objects.requireNonNull(row.durations().logToSignal());
      assertThat(dueToSeen.count()).isEqualTo(row.signals());
      // nothing is seen before it is written, nor written before it was due
      assertThat(logToSignal.p50()).isNotNegative();
      assertThat(dueToSeen.p50()).isPositive();
      assertThat(logToSeen.highest()).isPositive();
    }
  }
}
