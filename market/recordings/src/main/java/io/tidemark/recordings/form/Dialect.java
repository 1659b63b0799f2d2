package io.tidemark.recordings.form;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the cells of a text file are told apart: by commas, semicolons or tabs, perhaps in quotes,
 * perhaps with blanks around them.
 *
 * @param separator between two cells
 * @param blanks whether blanks stand around them
 * @param width how many there are in the first line; a row may end in one more separator
 * @param numbers what a comma in a number is
 */
public record Dialect(char separator, boolean blanks, int width, Numbers numbers) {

  private static final char QUOTE = '"';

  private static final Pattern DECIMALS =
      Pattern.compile(
          "-?(?:[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{1,3}(\\.[0-9]{3})+,[0-9]+)");

  private static final Pattern THOUSANDS =
      Pattern.compile("-?[0-9]{1,3}(?:(?:,[0-9]{3})+\\.[0-9]+|(?:,[0-9]{3}){2,})");

  private static final Pattern WITH_COMMA = Pattern.compile("-?[0-9.]*,[0-9.,]*");
  private static final Pattern WITH_POINTS = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{3})+");

  /** What a comma in a number is. */
  public enum Numbers {
    /** None that the first rows show. */
    PLAIN,
    /** The decimals come behind it, and points may stand between thousands. */
    DECIMAL_COMMA,
    /** It stands between thousands. */
    THOUSANDS;

    /** The number with a point before its decimals and nothing between thousands. */
    String plain(String cell) {
      if (this == DECIMAL_COMMA
          && (WITH_COMMA.matcher(cell).matches() || WITH_POINTS.matcher(cell).matches())) {
        return cell.replace(".", "").replace(',', '.');
      }
      boolean hasThousands = this == THOUSANDS && WITH_COMMA.matcher(cell).matches();
      return hasThousands ? cell.replace(",", "") : cell;
    }
  }

  /** That of a header, or of a first row. */
  public static Dialect of(String line) {
    int commas = count(line, ',');
    int semicolons = count(line, ';');
    int tabs = count(line, '\t');
    char separator = semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    boolean blanks = line.contains(separator + " ") || line.contains(" " + separator);
    boolean endsOpen = !line.isEmpty() && line.charAt(line.length() - 1) == separator;
    return new Dialect(
        separator, blanks, count(line, separator) + (endsOpen ? 0 : 1), Numbers.PLAIN);
  }

  /**
   * The same, with what rows show a comma in a number to be: nothing where they show both, or
   * neither, for {@code 1,234} may be either.
   */
  Dialect with(List<String> rows) {
    boolean decimals = false;
    boolean thousands = false;
    for (String row : rows) {
      for (String cell : cells(row)) {
        decimals |= DECIMALS.matcher(cell).matches();
        thousands |= THOUSANDS.matcher(cell).matches();
      }
    }
    Numbers shown =
        decimals == thousands
            ? Numbers.PLAIN
            : decimals ? Numbers.DECIMAL_COMMA : Numbers.THOUSANDS;
    return new Dialect(separator, blanks, width, shown);
  }

  private static int count(String line, char wanted) {
    int count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == QUOTE;
      count += !quoted && line.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }

  /** The cells, without quotes and the blanks around them. */
  public List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int begin = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == QUOTE;
      if (c == separator && !quoted) {
        cells.add(numbers.plain(bare(line.substring(begin, i))));
        begin = i + 1;
      }
    }
    String last = numbers.plain(bare(line.substring(begin)));
    if (cells.size() != width || !last.isEmpty()) {
      cells.add(last);
    }
    return cells;
  }

  private static String bare(String cell) {
    String text = cell.strip();
    boolean quoted = text.length() > 1 && text.charAt(0) == QUOTE && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip() : text;
  }

  /** The line with bare cells and commas between, or why it has none. */
  Parsed<String> row(String line) {
    if (separator == ',' && !blanks && line.indexOf(QUOTE) < 0) {
      boolean isOpen = line.endsWith(",") && count(line, separator) == width;
      return Parsed.valid(isOpen ? line.substring(0, line.length() - 1) : line);
    }
    List<String> cells = cells(line);
    for (String cell : cells) {
      if (cell.indexOf(',') >= 0) {
        return Parsed.rejected(RejectReason.UNDECODABLE, comma(cell));
      }
    }
    return Parsed.valid(String.join(",", cells));
  }

  /** Why a number with a comma in it is none. */
  public static String comma(String cell) {
    if (cell.matches("-?[1-9][0-9]{0,2},[0-9]{3}")) {
      return "'"
          + cell
          + "' may have a comma before its decimals or its thousands, and no number of the first"
          + " rows says which: write numbers with a point and nothing between thousands";
    }
    return cell.matches("-?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?")
        ? "'" + cell + "' has commas between its thousands: write numbers without them"
        : cell.matches("-?[0-9]+,[0-9]*")
            ? "'" + cell + "' has a comma before its decimals: write numbers with a point"
            : "'" + cell + "' has a comma in it: write cells without commas";
  }
}
