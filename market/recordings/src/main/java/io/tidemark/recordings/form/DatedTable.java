package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.table.FileParts;
import io.tidemark.recordings.table.FirstRows;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.Rows;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables of values of which each stands for a time of its own. */
public final class DatedTable {

  /** Opens the rows of one instrument. */
  @FunctionalInterface
  public interface Reading {
    /** From the first. */
    Rows open(Table table, String instrument, String origin);
  }

  private DatedTable() {}

  /**
   * The file.
   *
   * @param time index of the column of times, ms, among those of its rows
   * @param name what the file calls it
   * @param known what is to be known of the file already
   */
  public static TableFile of(
      Path path,
      DataKind kind,
      List<String> instruments,
      TableLayout layout,
      int time,
      String name,
      List<String> known,
      Reading reading) {
    JudgedColumn column = new JudgedColumn(LineTime.millis(time), Judgement.ofBars(name));
    FirstRows first = FirstRows.of(path, layout, column.of());
    List<TableLayout> parts =
        instruments.size() == 1 ? FileParts.ofValues(path, layout, column.of(), first) : List.of();
    Table table = new Table(layout, first.isNewestFirst(), parts, List.of(column));
    List<String> remarks = new ArrayList<>(known);
    remarks.addAll(BarTable.order(first));
    remarks.addAll(BarTable.order(parts));
    return new TableFile(
        kind,
        instruments,
        0,
        false,
        false,
        List.copyOf(remarks),
        (whose, origin) -> reading.open(table, whose, origin));
  }
}
