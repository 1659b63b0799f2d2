package io.tidemark.recordings.form;

import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.file.DataKind;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.table.FundingParser;
import io.tidemark.recordings.table.TableFile;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Funding rates of one instrument after the other, with our own columns. */
public final class OwnFunding implements TableForm {

  private static final List<String> HEADER = List.of("symbol", "funding_time_ms", "funding_rate");

  @Override
  public @Nullable TableFile read(Sample sample) {
    if (!sample.header().equals(HEADER)) {
      return null;
    }
    Path path = sample.path();
    TableLayout layout = sample.own();
    Map<String, String> symbols = symbols(path, layout);
    Map<String, String> instruments = new HashMap<>();
    symbols.forEach((instrument, symbol) -> instruments.put(symbol, instrument));
    return DatedTable.ofMany(
        path,
        DataKind.FUNDING,
        List.copyOf(symbols.keySet()),
        record -> instruments.getOrDefault(symbol(layout, record), ""),
        layout,
        1,
        HEADER.get(1),
        (table, instrument, origin) -> {
          String symbol = String.valueOf(symbols.get(instrument));
          return table.rows(
              path,
              record -> record.contains(symbol) && symbol.equals(symbol(layout, record)),
              new FundingParser(instrument),
              origin);
        });
  }

  /** The symbols by their instruments. */
  private static Map<String, String> symbols(Path path, TableLayout layout) {
    Map<String, String> symbols = new TreeMap<>();
    InstrumentName name = InstrumentName.of(path);
    try (Records records = layout.records().open(path)) {
      for (String text = records.next(); text != null; text = records.next()) {
        if (records.number() > layout.headerLine()
            && !text.isEmpty()
            && !symbols.containsValue(symbol(layout, text))) {
          String symbol = symbol(layout, text);
          symbols.put(name.instrument(path, symbol), symbol);
        }
      }
    }
    return symbols;
  }

  /** As the record says it, whether the rest of it can be read or not. */
  private static String symbol(TableLayout layout, String record) {
    String row =
        layout.form().row(record) instanceof Parsed.Valid<String> valid ? valid.value() : record;
    int comma = row.indexOf(',');
    return comma < 0 ? row : row.substring(0, comma);
  }
}
