package io.tidemark.bench.memory;

import io.tidemark.bench.BenchSection;
import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left behind by work that should leave nothing.
 *
 * @param rows one for each kind of work and model
 */
public record MemoryReport(List<MemoryRow> rows) implements BenchSection {

  private static final List<String> HEAD =
      List.of(
          "work",
          "model",
          "times",
          "trends per",
          "resident at end, MiB",
          "resident, KiB",
          "heap, KiB",
          "direct, KiB",
          "grows",
          "as it should");

  @Override
  public boolean holds() {
    return rows.stream().allMatch(MemoryRow::asItShould);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "memory: a line through the second half of the samples, each after a full collection; it grows if it is steeper than %.0f standard errors and adds more than %.0f MiB over that half"
            .formatted(Trend.ERRORS, Trend.FLOOR_MIB));
    if (!MemorySample.seesResident()) {
      lines.add("Resident memory cannot be seen here: native memory was not measured.");
    }
    lines.add("");
    List<List<String>> table = new ArrayList<>();
    table.add(HEAD);
    rows.forEach(row -> table.add(cells(row)));
    lines.addAll(TextTable.lines(table));
    return lines;
  }

  private static List<String> cells(MemoryRow row) {
    Double last = row.samples().get(row.samples().size() - 1).residentMiB();
    return List.of(
        row.task().work(),
        row.task().model(),
        "%,d".formatted(row.task().times()),
        "%,d".formatted(row.task().unit()),
        last == null ? "-" : "%,.0f".formatted(last),
        trend(row.trends().resident()),
        trend(row.trends().heap()),
        trend(row.trends().direct()),
        row.grows() ? "yes" : "no",
        row.asItShould() ? "yes" : "NO");
  }

  private static String trend(@Nullable Trend trend) {
    return trend == null
        ? "-"
        : "%+,.1f ± %,.1f".formatted(trend.perUnit() * 1024, trend.standardError() * 1024);
  }
}
