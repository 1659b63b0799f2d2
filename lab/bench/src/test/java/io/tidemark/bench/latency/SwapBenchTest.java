package io.tidemark.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.bench.BenchFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run: whether swaps lose or double anything, not how fast they are. */
class SwapBenchTest {

  private static final Path MODEL =
      Path.of(System.getProperty("tidemark.root"), "models/artifacts/demo-linear/1");

  @Test
  void twentySwapsUnderLoadLoseNothingAndEachScoreIsByTheVersionThatServes() throws Exception {
    LatencyPlan plan = new LatencyPlan(11, 15_000, 3, List.of(0.5));
    SwapReport report;
    try (BenchFixture ground = BenchFixture.start()) {
      report = new SwapBench(ground, plan, line -> {}).run(MODEL);
    }

    assertThat(report.holds()).as(String.join("\n", report.lines())).isTrue();
    assertThat(report.counts().swaps()).isEqualTo(3L * SwapBench.SWAPS);
    assertThat(report.counts().scored()).isGreaterThan(10_000);
    Percentiles atSwaps = report.gaps().atSwaps();
    assertThat(atSwaps).isNotNull();
    assertThat(atSwaps.count()).as("swaps that were seen in signals").isGreaterThan(20);
  }
}
