package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.flink.metrics.LatencyHistogram;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.testbed.JobCounts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryTest {

  private static final Summary SUMMARY =
      new Summary(
          new Summary.Records(10, 5, 2, 1, 1, Map.of("undecodable", 3L)),
          new Summary.Scores(4, 2, 1, Map.of("warm_up", 1L), 1),
          new Summary.Alerts(1, Map.of("warm_up", 1L)),
          new Summary.Speed(100, 2L, 9L),
          null);

  @Test
  void itsJsonIsFlatAndKeepsItsOrder(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("summary.json");
    SUMMARY.write(file);
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertThat(written.fieldNames())
        .toIterable()
        .containsExactly(
            "read",
            "facts",
            "ticks",
            "late",
            "duplicate",
            "dead",
            "scored",
            "emitted",
            "unchanged",
            "withheld",
            "revoked",
            "driftAlerts",
            "riskAlerts",
            "eventsPerSecond",
            "p50Millis",
            "p99Millis",
            "played");
  }

  @Test
  void aRunThatUsedOnlyPartOfItsRecordsSaysSoThoughItBalances() {
    Summary.Records loaded = new Summary.Records(10_000, 8_740, 0, 1_200, 0, Map.of("range", 60L));
    assertThat(loaded.balance()).isTrue();
    assertThat(loaded.latenessWords())
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .startsWith("12.0 % of the records were late")
                    .contains("Bars, features and signals lack them", "--speed"));
    assertThat(new Summary.Records(96_477, 96_293, 0, 124, 0, Map.of("range", 60L)).latenessWords())
        .as("the demo on a quiet machine")
        .isEmpty();
    assertThat(new Summary.Records(0, 0, 0, 0, 0, Map.of()).latenessWords()).isEmpty();
  }

  @Test
  void whereNothingWasScoredItsTimesAreNull(@TempDir Path directory) throws Exception {
    LatencyHistogram latency = new LatencyHistogram();
    latency.add(5L);
    Path file = directory.resolve("summary.json");
    for (long scored : new long[] {0, 1}) {
      Map<String, Long> counts = Map.of(MetricId.SCORED.accumulator(), scored);
      Summary.of(new JobCounts(counts, latency), Map.of(), 1, null).write(file);
      JsonNode written = new ObjectMapper().readTree(file.toFile());
      assertThat(written.path("scored").asLong()).isEqualTo(scored);
      assertThat(written.path("p50Millis").isNull()).isEqualTo(scored == 0);
      assertThat(written.path("p99Millis").isNull()).isEqualTo(scored == 0);
    }
  }

  @Test
  void whereNothingWasScoredNoTimeToTheDecisionIsNamed() {
    assertThat(DemoRun.speed(SUMMARY))
        .isEqualTo("speed:   100 events/s; from the log to the decision p50 2 ms, p99 9 ms");
    Summary.Scores none = new Summary.Scores(0, 0, 0, Map.of(), 0);
    assertThat(
            DemoRun.speed(
                new Summary(SUMMARY.records(), none, SUMMARY.alerts(), SUMMARY.speed(), null)))
        .isEqualTo("speed:   100 events/s; none scored");
  }

  @Test
  void aRecordThatIsMissingUnbalancesIt() {
    assertThat(SUMMARY.balances()).isTrue();
    Summary.Records records = new Summary.Records(11, 5, 2, 1, 1, Map.of("undecodable", 3L));
    assertThat(
            new Summary(records, SUMMARY.scores(), SUMMARY.alerts(), SUMMARY.speed(), null)
                .balances())
        .isFalse();
  }
}
