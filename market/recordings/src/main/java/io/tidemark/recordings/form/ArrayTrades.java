package io.tidemark.recordings.form;

import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trades as freqtrade keeps them: {@code [[ms, id, type, side, price, amount, cost], ...]}. */
public final class ArrayTrades implements ArrayForm {

  private static final int WIDTH = 7;

  @Override
  public @Nullable TableFile read(Path path, String first, @Nullable String instrument) {
    List<String> cells = JsonRow.cells(first);
    if (cells.size() != WIDTH
        || Stamp.micros(cells.get(0)) == Stamp.NONE
        || !(cells.get(3).equals("buy") || cells.get(3).equals("sell"))) {
      return null;
    }
    PairFile file = PairFile.of(path, instrument);
    CellForm form =
        CellForm.of(
            JsonRow::cells,
            WIDTH,
            row -> PairTables.trade(row.get(0), row.get(1), row.get(3), row.get(4), row.get(5)));
    return TradeTable.of(
        path, file.instrument(), ArrayForm.layout(form), PairTables.TRADE, file.remarks());
  }
}
