package io.tidemark.recordings.form;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.Stamp;
import io.tidemark.recordings.table.RowForm;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes a row of some of the cells of a record.
 *
 * @param split the cells of a record
 * @param fewest as many a record must have
 * @param most as many it may have
 * @param choice makes the row
 */
public record CellForm(Function<String, List<String>> split, int fewest, int most, Choice choice)
    implements RowForm {

  private static final Pattern ROUNDED = Pattern.compile("[0-9]+(?:\\.[0-9]+)?[KMB]");

  /** What is taken from the cells. */
  @FunctionalInterface
  public interface Choice {
    /**
     * The row.
     *
     * @throws BadRowException if there is none
     */
    String row(List<String> cells) throws BadRowException;
  }

  /** Of records that all have as many cells. */
  public static CellForm of(Function<String, List<String>> split, int width, Choice choice) {
    return new CellForm(split, width, width, choice);
  }

  @Override
  public Parsed<String> row(String record) {
    List<String> cells = split.apply(record);
    if (cells.size() < fewest || cells.size() > most) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the row has "
              + cells.size()
              + " cells, it must have "
              + (fewest < most ? fewest + " to " + most : String.valueOf(most)));
    }
    try {
      return Parsed.valid(choice.row(cells));
    } catch (BadRowException e) {
      return Parsed.rejected(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * A time, µs since the epoch.
   *
   * @param column what the file calls it
   * @throws BadRowException if the cell says none between 2000 and 2100
   */
  public static long micros(String column, String cell) throws BadRowException {
    long micros = Stamp.micros(cell);
    if (micros == Stamp.NONE) {
      throw new BadRowException(
          RejectReason.OUT_OF_RANGE,
          column
              + " is '"
              + cell
              + "', it must be a time between 2000 and 2100"
              + Stamp.advice(cell));
    }
    return micros;
  }

  /** The same, ms. */
  public static long millis(String column, String cell) throws BadRowException {
    return Math.floorDiv(micros(column, cell), 1_000);
  }

  /**
   * A cell as it stands.
   *
   * @throws BadRowException if it has a comma in it
   */
  public static String plain(String cell) throws BadRowException {
    if (cell.indexOf(',') >= 0) {
      throw new BadRowException(RejectReason.UNDECODABLE, Dialect.comma(cell));
    }
    return cell;
  }

  /**
   * A decimal number.
   *
   * @param column what the file calls it
   * @throws BadRowException if the cell is none
   */
  public static double number(String column, String cell) throws BadRowException {
    try {
      return Double.parseDouble(plain(cell));
    } catch (NumberFormatException e) {
      throw new BadRowException(
          RejectReason.UNDECODABLE, column + " is '" + cell + "', it must be a number");
    }
  }

  /**
   * A row of {@link BarTable#HEADER}.
   *
   * @param time what the file calls the start
   * @param columns indices of start, open, high, low, close, volume
   * @throws BadRowException if there is none
   */
  public static String bar(String time, List<String> cells, int... columns) throws BadRowException {
    StringBuilder row = new StringBuilder().append(millis(time, cells.get(columns[0])));
    int last = columns.length - 1;
    for (int i = 1; i < last; i++) {
      row.append(',').append(plain(cells.get(columns[i])));
    }
    return row.append(',').append(volume(plain(cells.get(columns[last])))).toString();
  }

  /** A volume that may be rounded to thousands, millions or milliards: {@code 12.3K}. */
  private static String volume(String cell) {
    int end = cell.length() - 1;
    int power = end < 1 ? -1 : "KMB".indexOf(cell.charAt(end));
    return power >= 0 && ROUNDED.matcher(cell).matches()
        ? new BigDecimal(cell.substring(0, end)).movePointRight(3 * (power + 1)).toPlainString()
        : cell;
  }
}
