package io.tidemark.bench.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * Recorded rows, in time order.
 *
 * @param names of the columns
 * @param times of the rows, µs since the epoch; the row's number where its time is not known
 * @param rows one value per column; NaN is missing
 */
public record RecordedTable(List<String> names, List<Long> times, List<float[]> rows) {

  public RecordedTable {
    names = List.copyOf(names);
    if (times.size() != rows.size()) {
      throw new IllegalArgumentException(
          "there are %d times for %d rows".formatted(times.size(), rows.size()));
    }
  }

  /** Rows whose times are not known. */
  static RecordedTable of(List<String> names, List<float[]> rows) {
    List<Long> numbers = new ArrayList<>();
    for (long row = 0; row < rows.size(); row++) {
      numbers.add(row);
    }
    return new RecordedTable(names, numbers, rows);
  }

  int size() {
    return rows.size();
  }

  /** Rows {@code from} to {@code to - 1}. */
  RecordedTable part(int from, int to) {
    return new RecordedTable(names, times.subList(from, to), rows.subList(from, to));
  }

  float[] column(String name) {
    int place = place(name);
    float[] column = new float[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = rows.get(i)[place];
    }
    return column;
  }

  /** The same with these columns alone, in this order. */
  RecordedTable only(List<String> wanted) {
    int[] places = wanted.stream().mapToInt(this::place).toArray();
    List<float[]> picked = new ArrayList<>();
    for (float[] row : rows) {
      float[] values = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        values[i] = row[places[i]];
      }
      picked.add(values);
    }
    return new RecordedTable(wanted, times, picked);
  }

  private int place(String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException("there is no column " + name + " in " + names);
    }
    return place;
  }
}
