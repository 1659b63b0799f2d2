package io.tidemark.recordings.form;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.table.RowForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a table of one instrument that has a column of symbols: those of another symbol than most
 * of the first rows are refused.
 */
public final class OneSymbol {

  private OneSymbol() {}

  /**
   * The form, which looks at the symbol first.
   *
   * @param column index of the symbol; below 0 where the table has none
   */
  public static RowForm of(Sample sample, int column, RowForm form) {
    String expected = column < 0 ? "" : usual(sample, column);
    return expected.isEmpty()
        ? form
        : record -> {
          String symbol = cell(sample.dialect().cells(record), column);
          return symbol.equals(expected) || symbol.isEmpty()
              ? form.row(record)
              : Parsed.rejected(
                  RejectReason.UNKNOWN_INSTRUMENT,
                  "the row is of '"
                      + symbol
                      + "', the file of "
                      + expected
                      + ": give each symbol a file of its own");
        };
  }

  private static String usual(Sample sample, int column) {
    Map<String, Integer> counts = new HashMap<>();
    String usual = "";
    for (String line : sample.lines().subList(1, sample.lines().size())) {
      String symbol = cell(sample.dialect().cells(line), column);
      int count = counts.getOrDefault(symbol, 0) + 1;
      counts.put(symbol, count);
      usual = count > counts.getOrDefault(usual, 0) ? symbol : usual;
    }
    return usual;
  }

  /** The cell of a column; empty where a row has none. */
  static String cell(List<String> cells, int column) {
    return column < cells.size() ? cells.get(column) : "";
  }
}
