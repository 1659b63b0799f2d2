package io.tidemark.recordings.form;

import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.table.TableFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars without a header, in ccxt's order: time, open, high, low, close, volume. The first row must
 * be such a bar: six numbers could be anything.
 */
public final class PlainBars implements TableForm {

  private static final int WIDTH = 6;
  private static final int LAST_PRICE = 4;
  private static final String TIME = "the time stamp";

  @Override
  public @Nullable TableFile read(Sample sample) {
    if (!isBar(sample.cells())) {
      return null;
    }
    PairFile file = PairFile.of(sample.path(), sample.instrument());
    CellForm form =
        CellForm.of(
            sample.dialect()::cells, WIDTH, row -> CellForm.bar(TIME, row, 0, 1, 2, 3, 4, 5));
    return BarTable.of(
        sample.path(), file.instrument(), sample.headless(form), TIME, file.remarks());
  }

  private static boolean isBar(List<String> cells) {
    if (cells.size() != WIDTH || Stamp.micros(cells.get(0)) == Stamp.NONE) {
      return false;
    }
    try {
      double high = Double.parseDouble(cells.get(2));
      double low = Double.parseDouble(cells.get(3));
      for (int i = 1; i <= LAST_PRICE; i++) {
        double price = Double.parseDouble(cells.get(i));
        if (!(price > 0 && price <= high && price >= low)) {
          return false;
        }
      }
      return Double.parseDouble(cells.get(WIDTH - 1)) >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
