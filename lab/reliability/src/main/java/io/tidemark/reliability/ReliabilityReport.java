package io.tidemark.reliability;

import java.util.ArrayList;
import java.util.List;

/** The report as a page of Markdown. */
public final class ReliabilityReport {

  private final String circumstances;
  private final List<RowResult> rows;

  /**
   * @param circumstances seed, machine, versions: one sentence
   * @param rows in the order in which they ran
   */
  public ReliabilityReport(String circumstances, List<RowResult> rows) {
    this.circumstances = circumstances;
    this.rows = List.copyOf(rows);
  }

  /** The whole page. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# Reliability");
    lines.add("");
    lines.add(circumstances);
    lines.add("");
    long passed = rows.stream().filter(RowResult::passed).count();
    lines.add("%d of %d rows passed.".formatted(passed, rows.size()));
    lines.add("");
    lines.add("| row | fault | proof that it hit | | result | worst case | control | s |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (RowResult row : rows) {
      lines.add(
          "| `%s` | %s | %s | %s | %s | %s | %s | %d |"
              .formatted(
                  row.name(),
                  cell(row.fault()),
                  cell(row.proof()),
                  row.passed() ? "pass" : "**FAIL**",
                  cell(row.result()),
                  cell(row.worst()),
                  cell(row.control()),
                  row.seconds()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
  }
}
