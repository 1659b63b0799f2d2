package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.preview.FileParts;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables of one instrument whose rows begin with {@code time_us,known_us}. */
public final class MarketTable {

  private MarketTable() {}

  /**
   * The file.
   *
   * @param judgement of the time
   * @param known what is to be known of the file already
   */
  public static TableFile of(
      Path path,
      DataKind kind,
      String instrument,
      TableLayout layout,
      Judgement judgement,
      List<String> known,
      DatedTable.Reading reading) {
    JudgedColumn column = new JudgedColumn(LineTime.micros(0), judgement);
    FirstRows first = FirstRows.of(path, layout, column.of());
    // changes of a book are put down as they were received, whatever the exchange's clock says
    LineTime order = kind == DataKind.BOOKS ? LineTime.micros(1) : column.of();
    List<TableLayout> parts = FileParts.ofTrades(path, layout, order, first);
    Table table = new Table(layout, first.isNewestFirst(), parts, List.of(column));
    List<String> remarks = new ArrayList<>(known);
    remarks.addAll(BarTable.order(first));
    remarks.addAll(BarTable.order(parts));
    return new TableFile(
        kind,
        List.of(instrument),
        0,
        false,
        false,
        List.copyOf(remarks),
        (whose, origin) -> reading.open(table, whose, origin));
  }
}
