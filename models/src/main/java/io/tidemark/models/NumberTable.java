package io.tidemark.models;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A CSV file of float32 numbers under a header of names; names with commas are quoted.
 *
 * @param columns one array per name, all of the same length, all finite
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one call
record NumberTable(float[][] columns) {

  private static final int MAX_ROWS = 200_000;

  /**
   * Reads a file whose header must be exactly {@code names}.
   *
   * @throws ModelRejectedException naming the file, the line and the column
   */
  static NumberTable parse(String file, byte[] bytes, List<String> names)
      throws ModelRejectedException {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    String header = names.stream().map(NumberTable::quoted).collect(Collectors.joining(","));
    if (lines.isEmpty() || !lines.get(0).equals(header)) {
      throw ModelRejectedException.of(
          file + ": header", header, lines.isEmpty() ? "an empty file" : lines.get(0));
    }
    int rows = lines.size() - 1;
    if (rows < 1 || rows > MAX_ROWS) {
      throw ModelRejectedException.of(file, "1 to " + MAX_ROWS + " rows", rows);
    }
    float[][] columns = new float[names.size()][rows];
    for (int row = 0; row < rows; row++) {
      fill(columns, row, file + ": line " + (row + 2), lines.get(row + 1));
    }
    return new NumberTable(columns);
  }

  int rows() {
    return columns[0].length;
  }

  private static void fill(float[][] columns, int row, String where, String line)
      throws ModelRejectedException {
    String[] fields = line.split(",", -1);
    if (fields.length != columns.length) {
      throw ModelRejectedException.of(where, columns.length + " numbers", fields.length);
    }
    for (int column = 0; column < fields.length; column++) {
      float value;
      try {
        value = Float.parseFloat(fields[column]);
      } catch (NumberFormatException e) {
        throw new ModelRejectedException(where + ": not a number: " + fields[column], e);
      }
      if (!Float.isFinite(value)) {
        throw ModelRejectedException.of(where, "finite numbers", fields[column]);
      }
      columns[column][row] = value;
    }
  }

  private static String quoted(String name) {
    return name.indexOf(',') < 0 ? name : '"' + name + '"';
  }
}
