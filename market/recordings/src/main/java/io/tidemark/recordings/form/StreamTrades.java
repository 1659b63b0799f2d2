package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.preview.FileParts;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.StreamTradeParser;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recorded trade stream of Binance. */
public final class StreamTrades implements TableForm {

  @Override
  public @Nullable TableFile read(Sample sample) {
    if (!sample.cells().equals(StreamTradeParser.HEADER)) {
      return null;
    }
    Path path = sample.path();
    TableLayout layout = sample.own();
    List<JudgedColumn> judged = StreamTradeParser.judged();
    String instrument = Owner.of(sample);
    FirstRows first = FirstRows.of(path, layout, judged.get(0).of());
    List<TableLayout> parts = FileParts.ofTrades(path, layout, judged.get(0).of(), first);
    List<String> remarks = new ArrayList<>(BarTable.order(first));
    remarks.addAll(BarTable.order(parts));
    Table table = new Table(layout, first.isNewestFirst(), parts, judged);
    return new TableFile(
        DataKind.TRADES,
        List.of(instrument),
        0,
        true,
        false,
        List.copyOf(remarks),
        (whose, origin) -> table.rows(path, row -> true, new StreamTradeParser(whose), origin));
  }
}
