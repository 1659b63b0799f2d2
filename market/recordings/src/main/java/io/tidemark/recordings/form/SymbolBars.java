package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.preview.BarSteps;
import io.tidemark.recordings.preview.FirstRows;
import io.tidemark.recordings.preview.PartsByInstrument;
import io.tidemark.recordings.table.CandleParser;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bars of many instruments with a column of symbols; the bars of all are equally long. */
final class SymbolBars {

  private static final String NAMELESS = "@" + InstrumentName.UNKNOWN_VENUE;

  private SymbolBars() {}

  /**
   * The file.
   *
   * @param layout of all its rows, whatever their symbols are
   * @param known what is to be known of it already
   */
  static TableFile read(Sample sample, BarNames columns, TableLayout layout, List<String> known) {
    Path path = sample.path();
    JudgedColumn column = BarTable.judged(columns.timeName());
    FirstRows first =
        FirstRows.of(
            path,
            layout,
            column.of(),
            record -> OneSymbol.cell(sample.dialect().cells(record), columns.symbol()));
    SymbolRows rows =
        SymbolRows.of(sample, layout, columns.symbol(), symbol -> SymbolName.named(path, symbol));
    Map<String, String> names = rows.names(path, Owner.named(sample.instrument()));
    TableLayout checked =
        sample.layout(
            record -> rows.instrument(rows.symbol(record)).then(name -> layout.form().row(record)));
    BarSteps steps = BarSteps.of(path, layout, column.of(), first.times());
    Map<String, List<TableLayout>> parts = new HashMap<>();
    PartsByInstrument all = PartsByInstrument.of(path, layout, column.of(), first, rows::whose);
    names.forEach((whose, name) -> parts.put(whose, all.of(name, rows.layout(checked, name))));
    Table table = new Table(checked, first.isNewestFirst(), List.of(column));
    return new TableFile(
        DataKind.CANDLES,
        List.copyOf(names.keySet()),
        steps.length() * 1_000,
        false,
        false,
        BarTable.remarks(remarks(names, rows, known, parts), first, BarSteps.ofMany(steps)),
        (whose, origin) -> {
          String name = String.valueOf(names.get(whose));
          return table
              .in(rows.layout(checked, name), parts.getOrDefault(whose, List.of()))
              .rows(
                  path,
                  record -> rows.isOf(record, name),
                  new CandleParser(whose, steps.length()),
                  origin);
        });
  }

  private static List<String> remarks(
      Map<String, String> names,
      SymbolRows rows,
      List<String> known,
      Map<String, List<TableLayout>> parts) {
    List<String> remarks = new ArrayList<>(known);
    remarks.addAll(BarTable.orders(parts.values()));
    if (names.keySet().stream().anyMatch(name -> name.endsWith(NAMELESS))) {
      remarks.add(
          "its path does not name the exchange: put it in a folder that is called as the exchange"
              + " is, such as binance, or call it binance_spot_*");
    }
    remarks.addAll(rows.remarks());
    return remarks;
  }
}
