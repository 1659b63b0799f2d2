package io.tidemark.recordings.table;

import java.util.Arrays;

/** The cells of one line of comma-separated values without quotes; used again for each line. */
public final class Cells {

  private String line = "";
  private int[] ends = new int[16];
  private int count;

  /** Takes the cells of this line. */
  public void split(String text) {
    line = text;
    count = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', comma + 1)) {
      add(comma);
    }
    add(text.length());
  }

  /** How many the line has. */
  public int count() {
    return count;
  }

  /**
   * What stands in one of them.
   *
   * @param cell from 0 on
   */
  public String text(int cell) {
    return line.substring(cell == 0 ? 0 : ends[cell - 1] + 1, ends[cell]);
  }

  /** A decimal number. */
  double number(int cell, String column) throws BadCellException {
    String text = text(cell);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadCellException(column + " is '" + text + "', it must be a number", e);
    }
  }

  /** A whole number. */
  long whole(int cell, String column) throws BadCellException {
    try {
      return Long.parseLong(line, cell == 0 ? 0 : ends[cell - 1] + 1, ends[cell], 10);
    } catch (NumberFormatException e) {
      String text = text(cell);
      boolean isLarge = text.length() > 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
      throw new BadCellException(
          column
              + " is '"
              + text
              + (isLarge
                  ? "', it must be below 9223372036854775808"
                  : "', it must be a whole number"),
          e);
    }
  }

  private void add(int end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count++] = end;
  }
}
