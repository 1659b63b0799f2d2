package io.tidemark.recordings.form;

import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.BarSteps;
import io.tidemark.recordings.table.CandleParser;
import io.tidemark.recordings.table.FirstRows;
import io.tidemark.recordings.table.JudgedColumn;
import io.tidemark.recordings.table.Table;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bars of many instruments with a column of symbols; the bars of all are equally long. */
final class SymbolBars {

  private static final String NAMELESS = "@" + InstrumentName.UNKNOWN_VENUE;

  private SymbolBars() {}

  /**
   * The file.
   *
   * @param layout of all its rows
   * @param known what is to be known of it already
   */
  static TableFile read(Sample sample, BarNames names, TableLayout layout, List<String> known) {
    Path path = sample.path();
    JudgedColumn column = BarTable.judged(names.timeName());
    FirstRows first = FirstRows.of(path, layout, column.of());
    SymbolRows rows = SymbolRows.of(sample, layout, names.symbol());
    Map<String, String> symbols = symbols(path, rows, Owner.named(sample.instrument()));
    List<String> remarks = new ArrayList<>(known);
    if (symbols.keySet().stream().anyMatch(name -> name.endsWith(NAMELESS))) {
      remarks.add(
          "its path does not name the exchange: put it in a folder that is called as the exchange"
              + " is, such as binance, or call it binance_spot_*");
    }
    BarSteps steps = BarSteps.of(path, layout, column.of(), first.times());
    Table table = new Table(layout, first.isNewestFirst(), List.of(column));
    return new TableFile(
        DataKind.CANDLES,
        List.copyOf(symbols.keySet()),
        steps.length() * 1_000,
        false,
        false,
        BarTable.remarks(remarks, first, BarSteps.ofMany(steps)),
        (whose, origin) -> {
          String symbol = String.valueOf(symbols.get(whose));
          return table
              .in(rows.layout(layout, symbol))
              .rows(
                  path,
                  record -> rows.isOf(record, symbol),
                  new CandleParser(whose, steps.length()),
                  origin);
        });
  }

  /** The symbols by their instruments; that of the one that the user named, where he did. */
  private static Map<String, String> symbols(Path path, SymbolRows rows, @Nullable String named) {
    Map<String, String> symbols = new LinkedHashMap<>();
    if (named != null && rows.symbols().size() == 1) {
      return Map.of(named, rows.symbols().get(0));
    }
    rows.symbols().forEach(symbol -> symbols.put(SymbolRows.instrument(path, symbol), symbol));
    if (named == null) {
      return symbols;
    }
    String symbol = symbols.get(named);
    if (symbol == null) {
      throw new UnreadableDataException(
          path
              + " holds bars of "
              + symbols.size()
              + " instruments, such as "
              + symbols.keySet().iterator().next()
              + ", and none of "
              + named
              + ": leave out --instrument, or name one of them.");
    }
    return Map.of(named, symbol);
  }
}
