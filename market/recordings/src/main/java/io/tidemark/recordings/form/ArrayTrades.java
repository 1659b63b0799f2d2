package io.tidemark.recordings.form;

import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TradeParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
            row ->
                CellForm.plain(row.get(1))
                    + ','
                    + CellForm.plain(row.get(4))
                    + ','
                    + CellForm.plain(row.get(5))
                    + ','
                    + CellForm.micros("the time stamp", row.get(0))
                    + ','
                    + row.get(3).toUpperCase(Locale.ROOT));
    return TradeTable.of(
        path,
        file.instrument(),
        ArrayForm.layout(form),
        List.of("trade_id", "price", "quantity", TradeParser.MICROS, "side"),
        file.remarks());
  }
}
