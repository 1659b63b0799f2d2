package io.tidemark.recordings.archive;

import io.tidemark.recordings.form.ArrayForm;
import io.tidemark.recordings.form.BarTable;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.JsonRow;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Klines as Binance's REST interface answers them: arrays of 12. */
public final class ArrayKlines implements ArrayForm {

  @Override
  public @Nullable TableFile read(Path path, String first, @Nullable String instrument) {
    List<String> cells = JsonRow.cells(first);
    if (!BinanceKlines.isRow(cells)) {
      return null;
    }
    BinanceFile file = BinanceFile.of(path, instrument, null);
    CellForm form = BinanceKlines.form(JsonRow::cells, file);
    return BarTable.of(
        path, file.instrument(), ArrayForm.layout(form), "open_time", file.remarks());
  }
}
