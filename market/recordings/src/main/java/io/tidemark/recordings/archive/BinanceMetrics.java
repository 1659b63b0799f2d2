package io.tidemark.recordings.archive;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.form.BadRowException;
import io.tidemark.recordings.form.CellForm;
import io.tidemark.recordings.form.MarketTable;
import io.tidemark.recordings.form.OneSymbol;
import io.tidemark.recordings.form.Sample;
import io.tidemark.recordings.form.TableForm;
import io.tidemark.recordings.table.Judgement;
import io.tidemark.recordings.table.RowForm;
import io.tidemark.recordings.table.TableFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open interest and ratios of Binance's public archive, a row for each 5 minutes. Nothing says
 * whether the time of a row is where its 5 minutes begin or end, so it is known 5 minutes after it.
 */
public final class BinanceMetrics implements TableForm {

  private static final int WIDTH = 8;
  private static final int NONE = -1;
  private static final int SYMBOL = 1;
  private static final int OPEN_INTEREST = 2;

  /** In the base currency where {@link #OPEN_INTEREST} is in contracts. */
  private static final int OPEN_INTEREST_VALUE = 3;

  private static final long FIVE_MINUTES = 300_000_000L;

  /** What we call the ratios behind the open interest and its value. */
  private static final List<String> RATIOS =
      List.of(
          "top_trader_accounts_long_short",
          "top_trader_positions_long_short",
          "accounts_long_short",
          "taker_buy_sell");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> cells = sample.header();
    boolean hasHeader = cells.contains("create_time") && cells.contains("sum_open_interest");
    if (cells.size() != WIDTH || !(hasHeader || isRow(sample.path(), cells))) {
      return null;
    }
    Path path = sample.path();
    BinanceFile file = BinanceFile.of(path, sample.instrument(), BinanceFile.Market.USDM);
    int interest = file.countsContracts() ? OPEN_INTEREST_VALUE : OPEN_INTEREST;
    RowForm form =
        OneSymbol.of(
            sample,
            hasHeader ? SYMBOL : NONE,
            CellForm.of(sample.dialect()::cells, WIDTH, row -> row(row, interest)));
    return MarketTable.of(
        path,
        DataKind.METRICS,
        file.instrument(),
        hasHeader ? sample.layout(form) : sample.headless(form),
        Judgement.ofBars("create_time"),
        List.of(),
        (table, whose, origin) -> table.metrics(path, whose, true, origin));
  }

  private static boolean isRow(Path path, List<String> cells) {
    return InstrumentName.stem(path).contains("-metrics")
        && Stamp.micros(cells.get(0)) != Stamp.NONE;
  }

  private static String row(List<String> cells, int interest) throws BadRowException {
    long time = CellForm.micros("create_time", cells.get(0));
    StringBuilder row = new StringBuilder().append(time).append(',').append(time + FIVE_MINUTES);
    row.append(",open_interest,").append(CellForm.plain(cells.get(interest)));
    for (int i = 0; i < RATIOS.size(); i++) {
      row.append(',').append(RATIOS.get(i)).append(',');
      row.append(CellForm.plain(cells.get(OPEN_INTEREST_VALUE + 1 + i)));
    }
    return row.toString();
  }
}
