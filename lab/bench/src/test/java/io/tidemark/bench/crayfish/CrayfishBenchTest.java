package io.tidemark.bench.crayfish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.bench.BenchFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CrayfishBenchTest {

  @Test
  void everyVariantAnswersEveryImageOnceAndAllGiveTheSameAnswers() throws Exception {
    List<String> said = new ArrayList<>();
    CrayfishReport report;
    try (BenchFixture ground = BenchFixture.start()) {
      report = CrayfishBench.over(ground, 5, 2_000, said::add).run(1);
    }
    assertThat(report.rows()).hasSize(EngineVariant.values().length);
    assertThat(report.rows()).allMatch(CrayfishRow::right, said.toString());
    assertThat(report.holds()).isTrue();
    assertThat(row(report, EngineVariant.OURS_JSON).events()).isEqualTo(2_000);
    assertThat(row(report, EngineVariant.PEER).events()).isEqualTo(500);
    for (EngineVariant variant :
        List.of(EngineVariant.PEER, EngineVariant.OURS_JSON, EngineVariant.OURS_AVRO)) {
      // it scored, and did not hand on what it should answer
      assertThat(row(report, variant).errors().furthest()).isPositive();
    }
    assertThat(report.lines())
        .as("the word of docs/guide/measuring.md stands above the names")
        .anyMatch(line -> line.startsWith("| variant "))
        .anyMatch(line -> line.contains("ours, Avro"));
  }

  private static CrayfishRow row(CrayfishReport report, EngineVariant variant) {
    return report.rows().stream()
        .filter(row -> row.variant().equals(variant.label()))
        .findFirst()
        .get();
  }
}
