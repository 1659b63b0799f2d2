package io.tidemark.bench;

import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The write-back cache over more and more instruments.
 *
 * @param events of each log
 * @param seed of the logs
 * @param rounds how often each stage ran
 * @param points one for each number of instruments
 */
record CacheReport(long events, long seed, int rounds, List<Point> points) implements BenchSection {

  /**
   * One number of instruments.
   *
   * @param keys instruments, under Zipf's law
   * @param rows the plain loop, which has all state on its heap, and the job's features with and
   *     without the cache
   */
  record Point(int keys, List<StageSummary> rows) {}

  @Override
  public boolean holds() {
    return points.stream().flatMap(point -> point.rows().stream()).allMatch(StageSummary::balanced);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "cache: %,d trades of instruments under Zipf's law, none of them scored, seed %d; medians of the rounds, which were %d"
            .formatted(events, seed, rounds));
    lines.add("");
    List<List<String>> table = new ArrayList<>();
    table.add(PipelineReport.head("instruments"));
    for (Point point : points) {
      for (StageSummary row : point.rows()) {
        table.add(PipelineReport.cells("%,d".formatted(point.keys()), row));
      }
    }
    lines.addAll(TextTable.lines(table));
    return lines;
  }
}
