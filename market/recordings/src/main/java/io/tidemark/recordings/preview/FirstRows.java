package io.tidemark.recordings.preview;

import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.Cells;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
   * @param layout where they stand
   * @param time of a row
   * @throws UnreadableDataException when there is none, or none that can be read
   */
  public static FirstRows of(Path path, TableLayout layout, LineTime time) {
    return of(path, layout, time, record -> "");
  }

  /**
   * Looks at the rows of many instruments, each of which stands in an order of its own.
   *
   * @param layout where they stand
   * @param time of a row
   * @param whose what a record is of
   * @throws UnreadableDataException when there is none, or none that can be read
   */
  public static FirstRows of(
      Path path, TableLayout layout, LineTime time, UnaryOperator<String> whose) {
    List<String> records = records(path, layout);
    if (records.isEmpty()) {
      throw new UnreadableDataException(path + " holds a header and no rows: fetch it again.");
    }
    List<String> rows = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    String why = "";
    for (String record : records) {
      Parsed<String> row = layout.form().row(record);
      if (row instanceof Parsed.Valid<String> valid) {
        rows.add(valid.value());
        owners.add(whose.apply(record));
      } else if (why.isEmpty() && row instanceof Parsed.Rejected<String> rejected) {
        why = rejected.detail();
      }
    }
    if (rows.isEmpty()) {
      throw new UnreadableDataException(
          path + ": no row of it can be read; of the first one " + why + ".");
    }
    FirstRows first = new FirstRows(rows);
    first.look(time, owners);
    String none = first.times.size() > 1 ? "" : time.why(rows.get(rows.size() - 1));
    if (!none.isEmpty() && rows.size() > 1) {
      throw new UnreadableDataException(
          path + ": hardly a row of it can be read; of the last of the first ones " + none + ".");
    }
    return first;
  }

  /** Whether most rows are older than the row of the same instrument before. */
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

  private static List<String> records(Path path, TableLayout layout) {
    List<String> rows = new ArrayList<>();
    try (Records records = layout.open(path)) {
      String record = records.next();
      while (record != null && rows.size() < ENOUGH) {
        if (records.number() > layout.headerLine() && !record.isEmpty()) {
          rows.add(record);
        }
        record = records.next();
      }
    }
    return rows;
  }

  /** Whether there are several rows, and all say 0 in this column. */
  public boolean isZero(int column) {
    Cells cells = new Cells();
    for (String line : lines) {
      cells.split(line);
      if (column >= cells.count() || !cells.text(column).matches("0+\\.?0*")) {
        return false;
      }
    }
    return lines.size() > 1;
  }

  /** The rows, in the order of the file. */
  public List<String> rows() {
    return lines;
  }

  private void look(LineTime time, List<String> owners) {
    Map<String, Long> lasts = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      long at = time.of(lines.get(i));
      if (at != LineTime.NONE) {
        times.add(at);
        long last = lasts.getOrDefault(owners.get(i), at);
        rising += at > last ? 1 : 0;
        falling += at < last ? 1 : 0;
        lasts.put(owners.get(i), at);
      }
    }
  }
}
