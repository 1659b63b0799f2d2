package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of a vendor's file in memory, given out oldest first. */
final class VendorLines {

  /** A hundred years of hours, or two of minutes. */
  static final int MOST_ROWS = 1_000_000;

  private static final int LONGEST_ROW = 300;

  private final List<String> lines;
  private final long headerLine;
  private final boolean newestFirst;
  private int given;

  private VendorLines(List<String> lines, long headerLine, boolean newestFirst) {
    this.lines = lines;
    this.headerLine = headerLine;
    this.newestFirst = newestFirst;
  }

  static VendorLines of(Path path, VendorColumns columns) {
    List<String> rows = new ArrayList<>();
    try (Lines lines = Lines.open(path)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (lines.number() > columns.line()) {
          rows.add(line);
        }
        if (rows.size() > MOST_ROWS || line.length() > LONGEST_ROW) {
          throw new UnreadableDataException(
              path
                  + " is held in memory to put its oldest row first, and has more than "
                  + MOST_ROWS
                  + " rows, or one of more than "
                  + LONGEST_ROW
                  + " characters: split it.");
        }
      }
    }
    return new VendorLines(rows, columns.line(), isNewestFirst(rows, columns));
  }

  /** By the first and the last row whose times can be read. */
  private static boolean isNewestFirst(List<String> rows, VendorColumns columns) {
    long first = 0;
    for (int i = 0; i < rows.size() && first == 0; i++) {
      first = start(rows.get(i), columns);
    }
    long last = 0;
    for (int i = rows.size() - 1; i >= 0 && last == 0; i--) {
      last = start(rows.get(i), columns);
    }
    return first > last;
  }

  /** When the row's bar begins, ms since the epoch; 0 where it cannot be read. */
  static long start(String line, VendorColumns columns) {
    return VendorBar.of(columns, new Cells(), 0, line) instanceof Parsed.Valid<VendorBar> bar
        ? bar.value().start()
        : 0;
  }

  boolean hasNext() {
    while (given < lines.size() && lines.get(index(given)).isEmpty()) {
      given++;
    }
    return given < lines.size();
  }

  void advance() {
    given++;
  }

  /** The line that was advanced to. */
  String line() {
    return lines.get(index(given - 1));
  }

  /** Its number in the file; the first is 1. */
  long number() {
    return headerLine + index(given - 1) + 1;
  }

  private int index(int turn) {
    return newestFirst ? lines.size() - 1 - turn : turn;
  }
}
