package io.tidemark.models.card;

import java.util.ArrayList;
import java.util.List;

/**
 * Markdown, line by line; what is longer than a line of a document is wrapped between words, but
 * not before a %.
 */
final class CardLines {

  private static final int WIDTH = 118;

  private final List<String> lines = new ArrayList<>();

  CardLines heading(String text) {
    return blank().add(text).blank();
  }

  CardLines paragraph(String text) {
    wrap("", "", text);
    return blank();
  }

  CardLines bullet(String text) {
    wrap("- ", "  ", text);
    return this;
  }

  /**
   * A table.
   *
   * @param rows of the same length; the first one is the head
   */
  CardLines table(List<List<String>> rows) {
    blank();
    for (List<String> row : rows) {
      add("| " + String.join(" | ", row) + " |");
      if (row == rows.get(0)) {
        add("|" + "---|".repeat(row.size()));
      }
    }
    return blank();
  }

  private void wrap(String first, String further, String text) {
    StringBuilder line = new StringBuilder(first);
    int begins = first.length();
    for (String word : text.strip().split("\\s+(?!%)", -1)) {
      if (line.length() > begins && line.length() + 1 + word.length() > WIDTH) {
        add(line.toString());
        line = new StringBuilder(further);
        begins = further.length();
      }
      if (line.length() > begins) {
        line.append(' ');
      }
      line.append(word);
    }
    add(line.toString());
  }

  private CardLines add(String line) {
    lines.add(line);
    return this;
  }

  /** Never two of them, nor one at the beginning. */
  private CardLines blank() {
    if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
      lines.add("");
    }
    return this;
  }

  String text() {
    return String.join("\n", lines).strip() + "\n";
  }
}
