package io.tidemark.recordings.archive;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.form.ArrayForm;
import io.tidemark.recordings.form.BadRowException;
import io.tidemark.recordings.form.BarTable;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.JsonRow;
import io.tidemark.recordings.form.PairFile;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Candles as the REST interfaces of Bybit, OKX and Kraken answer them, told apart by how long their
 * arrays are: {@code [ms, o, h, l, c, volume, turnover]}, {@code [ms, o, h, l, c, volume, volCcy,
 * volCcyQuote, confirm]} and {@code [s, o, h, l, c, vwap, volume, count]}.
 */
public final class ArrayCandles implements ArrayForm {

  private static final String TIME = "the time stamp";
  private static final int BYBIT = 7;
  private static final int KRAKEN = 8;
  private static final int OKX = 9;
  private static final String RUNNING =
      "its newest bar may not have been over when the exchange answered: take it out if so";

  @Override
  public @Nullable TableFile read(Path path, String first, @Nullable String instrument) {
    List<String> cells = JsonRow.cells(first);
    int width = cells.size();
    if (width < BYBIT
        || width > OKX
        || Stamp.micros(cells.get(0)) == Stamp.NONE
        || !cells.stream().allMatch(ArrayCandles::isNumber)) {
      return null;
    }
    PairFile file = PairFile.of(path, instrument);
    List<String> remarks = new ArrayList<>(file.remarks());
    if (width != OKX) {
      remarks.add(RUNNING);
    }
    int volume = volume(width, file.instrument());
    CellForm form = CellForm.of(JsonRow::cells, width, row -> bar(row, volume));
    return BarTable.of(path, file.instrument(), ArrayForm.layout(form), TIME, List.copyOf(remarks));
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?[0-9]+(\\.[0-9]*)?([eE]-?[0-9]+)?");
  }

  /**
   * The index of the volume in the base currency. OKX counts the volume of a swap in contracts and
   * has the base currency next to it; so has Bybit of an inverse contract.
   */
  private static int volume(int width, String instrument) {
    boolean isNext =
        width == OKX
            ? instrument.contains("-PERP@")
            : width == BYBIT && instrument.contains("-USD-PERP@");
    return width == KRAKEN || isNext ? 6 : 5;
  }

  private static String bar(List<String> row, int volume) throws BadRowException {
    if (row.size() == OKX && row.get(OKX - 1).equals("0")) {
      throw new BadRowException(
          RejectReason.IN_FUTURE, "confirm is 0: the bar was not over when the exchange answered");
    }
    return CellForm.bar(TIME, row, 0, 1, 2, 3, 4, volume);
  }
}
