package io.tidemark.recordings.form;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Records;
import io.tidemark.recordings.file.UnreadableDataException;
import io.tidemark.recordings.table.TableLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a file are of which instrument, as a column of symbols says: from which record to
 * which, so that who reads one need not look at all of a file that is sorted by them. A row whose
 * symbol names no instrument goes to the first one, where it is refused.
 */
final class SymbolRows {

  private final Function<String, Parsed<String>> naming;
  private final Dialect dialect;
  private final int column;
  private final Map<String, Parsed<String>> instruments = new HashMap<>();
  private final Map<String, Rows> rows = new LinkedHashMap<>();

  /**
   * Those of an instrument.
   *
   * @param symbol as the file calls it
   * @param first number of the first record
   * @param last number of the last record
   */
  private record Rows(String symbol, long first, long last) {

    Rows and(long number) {
      return new Rows(symbol, Math.min(first, number), Math.max(last, number));
    }
  }

  private SymbolRows(Function<String, Parsed<String>> naming, Dialect dialect, int column) {
    this.naming = naming;
    this.dialect = dialect;
    this.column = column;
  }

  /**
   * Looks through a file.
   *
   * @param layout of all its rows
   * @param column index of the symbol
   * @param naming the instrument that a symbol stands for, or why it stands for none
   * @throws UnreadableDataException where no row has the symbol of an instrument
   */
  static SymbolRows of(
      Sample sample, TableLayout layout, int column, Function<String, Parsed<String>> naming) {
    SymbolRows found = new SymbolRows(naming, sample.dialect(), column);
    long nameless = Long.MAX_VALUE;
    try (Records records = layout.open(sample.path())) {
      for (String record = records.next(); record != null; record = records.next()) {
        if (records.number() > layout.headerLine()
            && !record.isEmpty()
            && !found.add(record, records.number())) {
          nameless = Math.min(nameless, records.number());
        }
      }
    }
    if (found.rows.isEmpty()) {
      throw new UnreadableDataException(
          sample.path() + ": none of its symbols names an instrument: write them as BASE-QUOTE.");
    }
    long first = nameless;
    found.rows.computeIfPresent(
        found.first(), (name, all) -> first == Long.MAX_VALUE ? all : all.and(first));
    return found;
  }

  /** Whether it is of an instrument. */
  private boolean add(String record, long number) {
    String symbol = symbol(record);
    if (instrument(symbol) instanceof Parsed.Valid<String> name) {
      Rows one = new Rows(symbol, number, number);
      rows.merge(name.value(), one, (all, more) -> all.and(number));
      return true;
    }
    if (!rows.isEmpty()) {
      rows.computeIfPresent(first(), (name, all) -> all.and(number));
    }
    return false;
  }

  private String first() {
    return rows.keySet().iterator().next();
  }

  /** In the order in which the file names them. */
  List<String> instruments() {
    return List.copyOf(rows.keySet());
  }

  /**
   * As the file's instruments are known here, by their names in the file's terms.
   *
   * @param named whose rows are read, as the user says; null: those of all
   * @throws UnreadableDataException where it is none of several
   */
  Map<String, String> names(Path path, @Nullable String named) {
    List<String> all = instruments();
    if (named == null) {
      Map<String, String> names = new LinkedHashMap<>();
      all.forEach(name -> names.put(name, name));
      return names;
    } else if (all.size() == 1) {
      return Map.of(named, all.get(0));
    } else if (!all.contains(named)) {
      throw new UnreadableDataException(
          path
              + " holds rows of "
              + all.size()
              + " instruments, such as "
              + all.get(0)
              + ", and none of "
              + named
              + ": leave out --instrument, or name one of them.");
    }
    return Map.of(named, named);
  }

  /** Symbols that name no instrument. */
  private List<String> nameless() {
    return instruments.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Parsed.Rejected)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What is to be known of rows whose symbol names no instrument, where there are any. */
  List<String> remarks() {
    return nameless().isEmpty()
        ? List.of()
        : List.of("rows whose symbol names no instrument are refused with those of " + first());
  }

  /** Where the rows of an instrument stand. */
  TableLayout layout(TableLayout whole, String instrument) {
    Rows its = rows.get(instrument);
    return its == null ? whole : whole.between(its.first(), its.last());
  }

  /** Whether a record is of this instrument, or of none and this is the first. */
  boolean isOf(String record, String instrument) {
    Rows its = rows.get(instrument);
    if (its == null) {
      return false;
    }
    String symbol = record.contains(its.symbol()) ? symbol(record) : "";
    if (symbol.equals(its.symbol())) {
      return true;
    }
    return instrument.equals(first()) && instrument(symbol(record)) instanceof Parsed.Rejected;
  }

  /** The instrument of a record; empty where its symbol names none. */
  String whose(String record) {
    return instrument(symbol(record)) instanceof Parsed.Valid<String> name ? name.value() : "";
  }

  /** As a record says it; empty where it has none. */
  String symbol(String record) {
    return OneSymbol.cell(dialect.cells(record), column);
  }

  /** The instrument that a symbol stands for, or why it stands for none. */
  Parsed<String> instrument(String symbol) {
    return instruments.computeIfAbsent(symbol, this::named);
  }

  private Parsed<String> named(String symbol) {
    if (symbol.isEmpty()) {
      return Parsed.rejected(RejectReason.UNKNOWN_INSTRUMENT, "the row names no symbol");
    }
    return naming.apply(symbol).then(name -> alone(symbol, name));
  }

  private Parsed<String> alone(String symbol, String name) {
    Rows others = rows.get(name);
    return others == null
        ? Parsed.valid(name)
        : Parsed.rejected(
            RejectReason.UNKNOWN_INSTRUMENT,
            "the symbol '"
                + symbol
                + "' stands for "
                + name
                + " as '"
                + others.symbol()
                + "' does: call one of them otherwise");
  }
}
