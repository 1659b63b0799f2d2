package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.preview.FileParts;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import io.tidemark.recordings.table.TradeParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables whose rows become trades, with columns that {@link TradeParser} knows. */
public final class TradeTable {

  private TradeTable() {}

  /**
   * Of one instrument.
   *
   * @param header the names of the columns of its rows
   * @param known what is to be known of the file already
   */
  public static TableFile of(
      Path path, String instrument, TableLayout layout, List<String> header, List<String> known) {
    List<JudgedColumn> judged = TradeParser.judged(header);
    FirstRows first = FirstRows.of(path, layout, judged.get(0).of());
    List<TableLayout> parts = FileParts.ofTrades(path, layout, judged.get(0).of(), first);
    List<String> remarks = new ArrayList<>(known);
    remarks.addAll(BarTable.order(first));
    remarks.addAll(BarTable.order(parts));
    if (first.lacks(TradeParser.idColumn(header))) {
      remarks.add("no row has an id: whether a trade is repeated, nobody can know");
    }
    Table table = new Table(layout, first.isNewestFirst(), parts, judged);
    return new TableFile(
        DataKind.TRADES,
        List.of(instrument),
        0,
        false,
        header.contains(TradeParser.AGGREGATE_ID),
        List.copyOf(remarks),
        (whose, origin) -> table.rows(path, row -> true, new TradeParser(whose, header), origin));
  }
}
