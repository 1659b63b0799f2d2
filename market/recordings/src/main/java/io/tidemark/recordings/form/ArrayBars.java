package io.tidemark.recordings.form;

import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars as ccxt answers them and freqtrade keeps them: {@code [[ms, open, high, low, close, volume],
 * ...]}, or with the prices in the order of Coinbase or Bitfinex. In a file of freqtrade's that
 * holds funding rates the rate stands in the place of the open.
 */
public final class ArrayBars implements ArrayForm {

  private static final int WIDTH = 6;
  private static final String TIME = "the time stamp";

  @Override
  public @Nullable TableFile read(Path path, String first, @Nullable String instrument) {
    List<String> cells = JsonRow.cells(first);
    if (cells.size() != WIDTH || Stamp.micros(cells.get(0)) == Stamp.NONE) {
      return null;
    }
    PairFile file = PairFile.of(path, instrument);
    PairTables.requireTraded(path, file);
    if (PairTables.isFunding(file)) {
      return funding(path, file);
    }
    BarOrder order = BarOrder.of(path);
    int[] columns = order.columns();
    List<String> remarks = new ArrayList<>(file.remarks());
    remarks.addAll(order.remarks());
    return BarTable.of(
        path,
        file.instrument(),
        ArrayForm.layout(
            CellForm.of(JsonRow::cells, WIDTH, row -> CellForm.bar(TIME, row, columns))),
        TIME,
        List.copyOf(remarks));
  }

  private static TableFile funding(Path path, PairFile file) {
    CellForm form =
        CellForm.of(JsonRow::cells, WIDTH, row -> PairTables.rate(TIME, row.get(0), row.get(1)));
    return PairTables.funding(path, file, ArrayForm.layout(form), TIME, file.remarks());
  }
}
