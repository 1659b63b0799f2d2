package io.tidemark.bench.crayfish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.bench.Ground;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CrayfishBenchTest {

  @Test
  void everyLaneAnswersEveryImageOnceAndAllGiveTheSameAnswers() throws Exception {
    List<String> said = new ArrayList<>();
    CrayfishReport report;
    try (Ground ground = Ground.start()) {
      report = CrayfishBench.over(ground, 5, 2_000, said::add).run(1);
    }
    assertThat(report.rows()).hasSize(Lane.values().length);
    assertThat(report.rows()).allMatch(CrayfishRow::right, said.toString());
    assertThat(report.holds()).isTrue();
    assertThat(row(report, Lane.OURS_JSON).events()).isEqualTo(2_000);
    assertThat(row(report, Lane.PEER).events()).isEqualTo(500);
    for (Lane lane : List.of(Lane.PEER, Lane.OURS_JSON, Lane.OURS_AVRO)) {
      // it scored, and did not hand on what it should answer
      assertThat(row(report, lane).furthest()).isPositive();
    }
    assertThat(report.lines()).anyMatch(line -> line.contains("ours, Avro"));
  }

  private static CrayfishRow row(CrayfishReport report, Lane lane) {
    return report.rows().stream().filter(row -> row.lane().equals(lane.label())).findFirst().get();
  }
}
