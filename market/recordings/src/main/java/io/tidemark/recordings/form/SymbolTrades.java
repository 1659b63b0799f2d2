package io.tidemark.recordings.form;

import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.RowForm;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import io.tidemark.recordings.table.TradeParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Trades with a column of symbols: of one instrument, or of many as an exchange has them. */
public final class SymbolTrades {

  /** The columns of a row that {@link #trade} makes. */
  private static final List<String> COLUMNS = PairTables.TRADE;

  private SymbolTrades() {}

  /**
   * The file.
   *
   * @param column index of the symbol
   * @param naming the instrument that a symbol stands for, or why it stands for none
   * @param form makes rows by {@link #trade}
   * @throws io.tidemark.recordings.file.UnreadableDataException with one sentence, where no row has
   *     the symbol of an instrument, or none of the one that the user names
   */
  public static TableFile read(
      Sample sample, int column, Function<String, Parsed<String>> naming, RowForm form) {
    Path path = sample.path();
    TableLayout layout = sample.layout(form);
    SymbolRows rows = SymbolRows.of(sample, layout, column, naming);
    Map<String, String> names = rows.names(path, Owner.named(sample.instrument()));
    TableLayout checked =
        sample.layout(
            record -> rows.instrument(rows.symbol(record)).then(name -> form.row(record)));
    List<JudgedColumn> judged = TradeParser.judged(COLUMNS);
    FirstRows first = FirstRows.of(path, layout, judged.get(0).of(), rows::whose);
    List<String> remarks = new ArrayList<>(BarTable.order(first));
    remarks.addAll(rows.remarks());
    Table table = new Table(checked, first.isNewestFirst(), judged);
    return new TableFile(
        DataKind.TRADES,
        List.copyOf(names.keySet()),
        0,
        false,
        false,
        List.copyOf(remarks),
        (whose, origin) -> {
          String name = String.valueOf(names.get(whose));
          return table
              .in(rows.layout(checked, name), List.of())
              .rows(
                  path, record -> rows.isOf(record, name), new TradeParser(whose, COLUMNS), origin);
        });
  }

  /**
   * The row of a trade.
   *
   * @param quantity in the base currency
   * @throws BadRowException if there is none
   */
  public static String trade(String time, String id, String side, String price, String quantity)
      throws BadRowException {
    return PairTables.trade(time, id, side, price, quantity);
  }
}
