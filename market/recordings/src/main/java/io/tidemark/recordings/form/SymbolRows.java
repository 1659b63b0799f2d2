package io.tidemark.recordings.form;

import io.tidemark.core.fact.Instruments;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a file are of which symbol: from which record to which, so that who reads one
 * symbol need not look at all of a file that is sorted by them. A row that names none goes to the
 * first symbol.
 */
final class SymbolRows {

  /**
   * With the pair's parts told apart: {@code BTC/USDT}, {@code BTC_USDT}, {@code BTC/USDT:USDT}.
   */
  private static final Pattern PAIR =
      Pattern.compile("([A-Z0-9]+)[-/_]([A-Z0-9]+?)(?:(:[A-Z0-9]+)|[-_](PERP|SWAP))?");

  private final Dialect dialect;
  private final int column;
  private final Map<String, Range> ranges = new LinkedHashMap<>();

  /**
   * The first and the last record of a symbol.
   *
   * @param first number of the record
   * @param last number of the record
   */
  record Range(long first, long last) {

    Range and(long number) {
      return new Range(Math.min(first, number), Math.max(last, number));
    }
  }

  private SymbolRows(Dialect dialect, int column) {
    this.dialect = dialect;
    this.column = column;
  }

  /**
   * Looks through a file.
   *
   * @param column index of the symbol
   */
  static SymbolRows of(Sample sample, TableLayout layout, int column) {
    SymbolRows rows = new SymbolRows(sample.dialect(), column);
    try (Records records = layout.records().open(sample.path())) {
      for (String record = records.next(); record != null; record = records.next()) {
        if (records.number() > layout.headerLine() && !record.isEmpty()) {
          rows.add(record, records.number());
        }
      }
    }
    return rows;
  }

  private void add(String record, long number) {
    String symbol = symbol(record);
    if (symbol.isEmpty() && !ranges.isEmpty()) {
      symbol = first();
    }
    if (!symbol.isEmpty()) {
      ranges.merge(symbol, new Range(number, number), (known, one) -> known.and(number));
    }
  }

  private String first() {
    return ranges.keySet().iterator().next();
  }

  /** In the order in which the file names them. */
  List<String> symbols() {
    return List.copyOf(ranges.keySet());
  }

  /** Where the rows of a symbol stand. */
  TableLayout layout(TableLayout whole, String symbol) {
    Range range = ranges.get(symbol);
    return range == null ? whole : whole.between(range.first(), range.last());
  }

  /** Whether a record is of this symbol, or of none and this is the first. */
  boolean isOf(String record, String symbol) {
    if (record.contains(symbol)) {
      return symbol(record).equals(symbol);
    }
    return symbol.equals(first()) && symbol(record).isEmpty();
  }

  private String symbol(String record) {
    List<String> cells = dialect.cells(record);
    return column < cells.size() ? cells.get(column) : "";
  }

  /** The instrument that a symbol of this file stands for. */
  static String instrument(Path path, String symbol) {
    InstrumentName name = PairFile.place(path);
    Matcher pair = PAIR.matcher(symbol);
    if (pair.matches()) {
      boolean perpetual = name.perpetual() || pair.group(3) != null || pair.group(4) != null;
      return pair.group(1) + "-" + pair.group(2) + (perpetual ? "-PERP" : "") + "@" + name.venue();
    }
    String whole = wellFormed(name, path, symbol);
    if (whole == null) {
      throw new UnreadableDataException(
          path
              + ": cannot tell base and quote of its symbol '"
              + symbol
              + "': write symbols as BASE-QUOTE.");
    }
    return whole;
  }

  private static @Nullable String wellFormed(InstrumentName name, Path path, String symbol) {
    try {
      String whole = name.instrument(path, symbol);
      return Instruments.isWellFormed(whole) ? whole : null;
    } catch (UnreadableDataException e) {
      return null;
    }
  }
}
