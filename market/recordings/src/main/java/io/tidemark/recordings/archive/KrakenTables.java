package io.tidemark.recordings.archive;

import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.form.BarTable;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.form.TradeTable;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TradeParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kraken's quarterly archive, without headers, times in seconds: bars ({@code time, open, high,
 * low, close, volume, count}), where those without a trade are left out, and trades ({@code time,
 * price, volume}), which have no ids and no sides.
 */
public final class KrakenTables implements TableForm {

  private static final int BARS = 7;
  private static final int TRADES = 3;
  private static final long MINUTE = 60_000L;

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> cells = sample.cells();
    if ((cells.size() != BARS && cells.size() != TRADES) || !isTime(cells.get(0))) {
      return null;
    }
    KrakenFile file = KrakenFile.of(sample.path(), sample.instrument());
    if (file == null || (file.minutes() > 0) != (cells.size() == BARS)) {
      return null;
    }
    return cells.size() == BARS ? bars(sample, file) : trades(sample, file);
  }

  /** In seconds, of which there may be a fraction. */
  private static boolean isTime(String cell) {
    return cell.matches("[0-9]{9,10}(\\.[0-9]*)?") && Stamp.micros(cell) != Stamp.NONE;
  }

  private static TableFile bars(Sample sample, KrakenFile file) {
    CellForm form =
        CellForm.of(
            sample.dialect()::cells, BARS, row -> CellForm.bar("time", row, 0, 1, 2, 3, 4, 5));
    return BarTable.of(
        sample.path(),
        file.instrument(),
        sample.headless(form),
        "time",
        file.minutes() * MINUTE,
        List.of());
  }

  private static TableFile trades(Sample sample, KrakenFile file) {
    CellForm form =
        CellForm.of(
            sample.dialect()::cells,
            TRADES,
            row ->
                ","
                    + CellForm.plain(row.get(1))
                    + ","
                    + CellForm.plain(row.get(2))
                    + ","
                    + CellForm.micros("time", row.get(0))
                    + ",");
    return TradeTable.of(
        sample.path(),
        file.instrument(),
        sample.headless(form),
        List.of("trade_id", "price", "quantity", TradeParser.MICROS, "side"),
        List.of());
  }
}
