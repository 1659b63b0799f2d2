package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.preview.BarSteps;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.LineTime;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import io.tidemark.recordings.table.VendorColumns;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bars of a data vendor, each of which has a time stamp and a date. */
public final class VendorBars implements TableForm {

  @Override
  public @Nullable TableFile read(Sample sample) {
    VendorColumns columns = VendorColumns.of(sample.header());
    if (columns == null) {
      return null;
    }
    Path path = sample.path();
    TableLayout layout = sample.own();
    JudgedColumn column =
        new JudgedColumn(LineTime.vendor(columns), Judgement.ofBars("the time stamp"));
    String instrument = Owner.of(sample);
    FirstRows first = FirstRows.of(path, layout, column.of());
    BarSteps steps = BarSteps.of(path, layout, column.of(), first.times());
    Table table = new Table(layout, first.isNewestFirst(), steps.parts(), List.of(column));
    boolean inSeconds = columns.areInSeconds(first.rows());
    return new TableFile(
        DataKind.CANDLES,
        List.of(instrument),
        steps.length() * 1_000,
        true,
        false,
        BarTable.remarks(List.of(), first, steps),
        (whose, origin) ->
            table.bars(path, columns.inSeconds(inSeconds), whose, steps.length(), origin));
  }
}
