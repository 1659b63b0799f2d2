package io.tidemark.bench.parity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The digests of exported vectors by instrument, in their order, 8 bytes each. */
final class ExportedRows {

  private static final class Column {
    long[] digests = new long[1_024];
    int size;
    int found;
  }

  private final Map<String, Column> columns = new HashMap<>();

  /** Takes a row of the export. */
  void add(String instrument, long clock, float[] features) {
    Column column = columns.computeIfAbsent(instrument, any -> new Column());
    if (column.size == column.digests.length) {
      column.digests = Arrays.copyOf(column.digests, column.size / 2 * 3);
    }
    column.digests[column.size++] = VectorChain.vector(clock, features);
  }

  /** Looks whether the next row that was not found yet is this vector. */
  void find(String instrument, long clock, float[] features) {
    Column column = columns.get(instrument);
    if (column != null
        && column.found < column.size
        && column.digests[column.found] == VectorChain.vector(clock, features)) {
      column.found++;
    }
  }

  /** Rows that were found, in their order. */
  long found() {
    return columns.values().stream().mapToLong(column -> column.found).sum();
  }
}
