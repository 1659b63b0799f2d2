package io.tidemark.recordings.form;

import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trades with the columns of freqtrade, {@code timestamp,id,type,side,price,amount,cost}, or of
 * Bybit's spot archive, {@code id,timestamp,price,volume,side}, in any order.
 */
public final class NamedTrades implements TableForm {

  private static final List<String> COLUMNS = List.of("timestamp", "id", "side", "price");
  private static final List<String> AMOUNTS = List.of("amount", "volume");

  @Override
  public @Nullable TableFile read(Sample sample) {
    List<String> header = sample.header();
    List<Integer> amounts =
        AMOUNTS.stream().map(header::indexOf).filter(index -> index >= 0).toList();
    if (!header.containsAll(COLUMNS) || amounts.isEmpty() || BarNames.symbol(header) >= 0) {
      return null;
    }
    PairFile file = PairFile.of(sample.path(), sample.instrument());
    List<Integer> at = COLUMNS.stream().map(header::indexOf).toList();
    TableLayout layout =
        sample.layout(
            CellForm.of(
                sample.dialect()::cells,
                header.size(),
                row ->
                    PairTables.trade(
                        row.get(at.get(0)),
                        row.get(at.get(1)),
                        row.get(at.get(2)),
                        row.get(at.get(3)),
                        row.get(amounts.get(0)))));
    return TradeTable.of(
        sample.path(), file.instrument(), layout, PairTables.TRADE, file.remarks());
  }
}
