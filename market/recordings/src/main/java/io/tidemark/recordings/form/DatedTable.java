package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.preview.FileParts;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.preview.PartsByInstrument;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.Rows;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
   * Of one instrument.
   *
   * @param time index of the column of times, ms, among those of its rows
   * @param name what the file calls it
   * @param known what is to be known of the file already
   */
  public static TableFile of(
      Path path,
      DataKind kind,
      String instrument,
      TableLayout layout,
      int time,
      String name,
      List<String> known,
      Reading reading) {
    JudgedColumn column = new JudgedColumn(LineTime.millis(time), Judgement.ofBars(name));
    FirstRows first = FirstRows.of(path, layout, column.of());
    List<TableLayout> parts = FileParts.ofValues(path, layout, column.of(), first);
    Table table = new Table(layout, first.isNewestFirst(), parts, List.of(column));
    List<String> remarks = new ArrayList<>(known);
    remarks.addAll(BarTable.order(first));
    remarks.addAll(BarTable.order(parts));
    return file(kind, List.of(instrument), remarks, whose -> table, reading);
  }

  /**
   * Of many instruments.
   *
   * @param whose the instrument of a record, one of these
   * @param time index of the column of times, ms, among those of its rows
   * @param name what the file calls it
   */
  static TableFile ofMany(
      Path path,
      DataKind kind,
      List<String> instruments,
      UnaryOperator<String> whose,
      TableLayout layout,
      int time,
      String name,
      Reading reading) {
    JudgedColumn column = new JudgedColumn(LineTime.millis(time), Judgement.ofBars(name));
    FirstRows first = FirstRows.of(path, layout, column.of(), whose);
    PartsByInstrument all = PartsByInstrument.of(path, layout, column.of(), first, whose);
    Map<String, List<TableLayout>> parts = new HashMap<>();
    instruments.forEach(each -> parts.put(each, all.of(each, layout)));
    Table table = new Table(layout, first.isNewestFirst(), List.of(column));
    List<String> remarks = new ArrayList<>(BarTable.order(first));
    remarks.addAll(BarTable.orders(parts.values()));
    return file(
        kind,
        instruments,
        remarks,
        each -> table.in(layout, parts.getOrDefault(each, List.of())),
        reading);
  }

  private static TableFile file(
      DataKind kind,
      List<String> instruments,
      List<String> remarks,
      Function<String, Table> table,
      Reading reading) {
    return new TableFile(
        kind,
        instruments,
        0,
        false,
        false,
        List.copyOf(remarks),
        (whose, origin) -> reading.open(table.apply(whose), whose, origin));
  }
}
