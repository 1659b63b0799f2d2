package io.tidemark.bench;

import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline, stage by stage.
 *
 * @param logs that the stages read
 * @param rounds how often each stage ran
 * @param rows one for each stage
 */
record PipelineReport(List<WrittenLog> logs, int rounds, List<StageSummary> rows)
    implements BenchSection {

  private static final List<String> HEAD =
      List.of(
          "stage",
          "work",
          "model",
          "a bar",
          "state",
          "batch",
          "emit",
          "delivery",
          "events/s",
          "lowest",
          "highest",
          "of loop",
          "of copy",
          "of window",
          "of window alone",
          "cpu us/event",
          "scored",
          "signals",
          "balanced");

  @Override
  public boolean holds() {
    return rows.stream().allMatch(StageSummary::balanced);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("pipeline: medians of the rounds, which were %d".formatted(rounds));
    for (WrittenLog log : logs) {
      lines.add(
          "log %s: %,d events (%s), %.1f hours of a simulated market, seed %d"
              .formatted(log.name(), log.events(), kinds(log), log.hours(), log.seed()));
    }
    lines.add("");
    List<List<String>> table = new ArrayList<>();
    table.add(HEAD);
    rows.forEach(row -> table.add(cells(row)));
    lines.addAll(TextTable.lines(table));
    return lines;
  }

  private static String kinds(WrittenLog log) {
    return log.kinds().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            kind ->
                "%,d %s".formatted(kind.getValue(), kind.getKey().name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  private static List<String> cells(StageSummary row) {
    List<String> cells = new ArrayList<>(row.setup().cells());
    Spread perSecond = row.speed().perSecond();
    cells.add(perSecond == null ? "-" : "%,.0f".formatted(perSecond.median()));
    cells.add(perSecond == null ? "-" : "%,.0f".formatted(perSecond.lowest()));
    cells.add(perSecond == null ? "-" : "%,.0f".formatted(perSecond.highest()));
    cells.add(median(row.ratios().ofLoop(), "%.2f"));
    cells.add(median(row.ratios().ofCopy(), "%.2f"));
    cells.add(median(row.ratios().ofWindow(), "%.1f"));
    cells.add(median(row.ratios().ofWindowAlone(), "%.1f"));
    cells.add(median(row.speed().cpuMicros(), "%.1f"));
    cells.add("%,d".formatted(row.counts().scored()));
    cells.add("%,d".formatted(row.counts().signals()));
    cells.add(row.balanced() ? "yes" : "NO");
    return cells;
  }

  private static String median(@Nullable Spread spread, String format) {
    return spread == null ? "-" : format.formatted(spread.median());
  }
}
