package io.tidemark.bench;

import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The write-back cache over more and more instruments.
 *
 * @param seed of the logs
 * @param rounds how often each stage ran
 * @param points one for each number of instruments
 */
record CacheReport(long seed, int rounds, List<Point> points) implements BenchSection {

  private static final List<String> HEAD =
      List.of(
          "instruments",
          "stage",
          "state",
          "events",
          "events/s",
          "cpu us/event",
          "lowest",
          "highest",
          "as fast",
          "lowest",
          "highest",
          "checkpoint p99 ms",
          "highest",
          "balanced");

  /**
   * One number of instruments.
   *
   * @param keys instruments, under Zipf's law
   * @param rows the plain loop, which has all state on its heap, and the job's features with the
   *     cache as it is and as it was
   */
  record Point(int keys, List<Row> rows) {}

  /**
   * One stage.
   *
   * @param stage what was measured
   * @param speedUp processor time for an event of {@link StateBackendVariant#FLINKS} in the same
   *     round, divided by the stage's own; null if there is nothing to compare
   */
  record Row(StageSummary stage, @Nullable Spread speedUp) {}

  @Override
  public boolean holds() {
    return points.stream()
        .flatMap(point -> point.rows().stream())
        .allMatch(row -> row.stage().balanced());
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "cache: trades of instruments under Zipf's law, none of them scored, seed %d; medians of the rounds, which were %d"
            .formatted(seed, rounds));
    lines.add(
        "as fast: processor time for an event of '%s' divided by the row's, in the same round"
            .formatted(StateBackendVariant.FLINKS.words()));
    lines.add("");
    List<List<String>> table = new ArrayList<>();
    table.add(HEAD);
    for (Point point : points) {
      point.rows().forEach(row -> table.add(cells(point.keys(), row)));
    }
    lines.addAll(TextTable.lines(table));
    return lines;
  }

  private static List<String> cells(int keys, Row row) {
    StageSummary stage = row.stage();
    List<String> cells = new ArrayList<>();
    cells.add("%,d".formatted(keys));
    cells.add(stage.setup().stage());
    cells.add(stage.setup().state());
    cells.add("%,d".formatted(stage.counts().events()));
    cells.add(median(stage.speed().perSecond(), "%,.0f"));
    cells.addAll(all(stage.speed().cpuMicros()));
    cells.addAll(all(row.speedUp()));
    Spread checkpoints = stage.speed().checkpointMillis();
    cells.add(median(checkpoints, "%,.0f"));
    cells.add(checkpoints == null ? "-" : "%,.0f".formatted(checkpoints.highest()));
    cells.add(stage.balanced() ? "yes" : "NO");
    return cells;
  }

  private static List<String> all(@Nullable Spread spread) {
    return spread == null
        ? List.of("-", "-", "-")
        : List.of(
            "%.2f".formatted(spread.median()),
            "%.2f".formatted(spread.lowest()),
            "%.2f".formatted(spread.highest()));
  }

  private static String median(@Nullable Spread spread, String format) {
    return spread == null ? "-" : format.formatted(spread.median());
  }
}
