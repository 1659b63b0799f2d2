package io.tidemark.bench.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.calibration.artefact.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One table.
 *
 * @param title above it
 * @param how what was done, for people
 * @param head of the columns
 * @param rows of cells
 * @param misses where a bar was missed; empty if none was
 */
public record Section(
    String title, String how, List<String> head, List<List<String>> rows, List<String> misses) {

  /** As Markdown. */
  @JsonIgnore
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + title);
    lines.add("");
    lines.add(how);
    lines.add("");
    if (!rows.isEmpty()) {
      List<List<String>> all = new ArrayList<>();
      all.add(head);
      all.addAll(rows);
      lines.addAll(TextTable.lines(all));
      lines.add("");
    }
    misses.forEach(miss -> lines.add("MISSED: " + miss));
    return lines;
  }

  /** The rows by the names of their columns, for JSON. */
  @JsonProperty
  List<Map<String, String>> cells() {
    List<Map<String, String>> cells = new ArrayList<>();
    for (List<String> row : rows) {
      Map<String, String> named = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        named.put(head.get(i), row.get(i));
      }
      cells.add(named);
    }
    return cells;
  }
}
