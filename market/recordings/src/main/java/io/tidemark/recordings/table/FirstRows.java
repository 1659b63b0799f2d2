package io.tidemark.recordings.table;

import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a file's first rows say about all of it: which way round it is, how long its bars are. */
public final class FirstRows {

  private static final int ENOUGH = 1_000;

  private final List<String> lines;
  private final List<Long> times = new ArrayList<>();
  private int rising;
  private int falling;

  private FirstRows(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Looks at the rows.
   *
   * @param headerLine number of the line before the first row
   * @param time of a row
   * @throws UnreadableDataException when there is none
   */
  public static FirstRows of(Path path, long headerLine, LineTime time) {
    FirstRows first = new FirstRows(lines(path, headerLine));
    if (first.lines.isEmpty()) {
      throw new UnreadableDataException(path + " holds a header and no rows: fetch it again.");
    }
    first.look(time);
    return first;
  }

  /** Whether most rows are older than the row before. */
  public boolean isNewestFirst() {
    return falling > rising;
  }

  /** When the bars start, ms, in the order of the file; those that say it. */
  public List<Long> times() {
    return times;
  }

  /** Whether no row says anything in this column. */
  public boolean lacks(int column) {
    Cells cells = new Cells();
    for (String line : lines) {
      cells.split(line);
      if (column < cells.count() && !cells.text(column).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> lines(Path path, long headerLine) {
    List<String> rows = new ArrayList<>();
    try (Lines lines = Lines.open(path)) {
      String line = lines.next();
      while (line != null && rows.size() < ENOUGH) {
        if (lines.number() > headerLine && !line.isEmpty()) {
          rows.add(line);
        }
        line = lines.next();
      }
    }
    return rows;
  }

  private void look(LineTime time) {
    long last = LineTime.NONE;
    for (String line : lines) {
      long at = time.of(line);
      if (at != LineTime.NONE) {
        times.add(at);
        rising += last != LineTime.NONE && at > last ? 1 : 0;
        falling += last != LineTime.NONE && at < last ? 1 : 0;
        last = at;
      }
    }
  }
}
