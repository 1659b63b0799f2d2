package io.tidemark.calibration.artefact;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bar closes of one instrument's file of an export, in time order.
 *
 * @param path of the file
 * @param times of the rows, µs since the epoch
 * @param vectors features of each row, in the model's order
 */
public record ExportedRows(Path path, List<Long> times, List<float[]> vectors) {

  private static final String TIME = "event_time";
  private static final String BAR_CLOSED = "bar_closed";

  /**
   * Reads the rows of a period.
   *
   * @param features their columns
   * @param from µs since the epoch
   * @param to exclusive
   * @throws CalibrationException if it is no export, or has not all the columns
   */
  public static ExportedRows read(Path path, List<String> features, long from, long to) {
    ExportedRows rows = new ExportedRows(path, new ArrayList<>(), new ArrayList<>());
    try {
      List<String> there =
          ParquetReader.readMetadata(path.toFile())
              .getFileMetaData()
              .getSchema()
              .getFields()
              .stream()
              .map(field -> field.getName())
              .toList();
      List<String> needed = new ArrayList<>(features);
      needed.addAll(List.of(TIME, BAR_CLOSED));
      needed.removeAll(there);
      if (!needed.isEmpty()) {
        throw new CalibrationException(
            path + " has no column " + needed + ": is it an export with this model's features?");
      }
      try (Stream<Row> all = ParquetReader.streamContent(path.toFile(), new RowReader(features))) {
        all.filter(row -> row.closed && row.time >= from && row.time < to).forEach(rows::add);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CalibrationException(path + " cannot be read: " + e.getMessage(), e);
    }
    return rows;
  }

  private void add(Row row) {
    if (!times.isEmpty() && row.time < times.get(times.size() - 1)) {
      throw new CalibrationException(path + " runs back in time: it is no contiguous export.");
    }
    times.add(row.time);
    vectors.add(row.vector);
  }

  private static final class Row {

    private final float[] vector;
    private long time;
    private boolean closed;

    Row(int features) {
      vector = new float[features];
    }
  }

  private static final class RowReader implements Hydrator<Row, Row, String[]> {

    private final Map<String, Integer> places = new HashMap<>();

    RowReader(List<String> features) {
      features.forEach(name -> places.put(name, places.size()));
    }

    @Override
    public Row start() {
      return new Row(places.size());
    }

    @Override
    public Row add(Row row, String[] path, Object value) {
      String heading = String.join(".", path);
      Integer place = places.get(heading);
      if (place != null) {
        row.vector[place] = (Float) value;
      } else if (heading.equals(TIME)) {
        row.time = (Long) value;
      } else if (heading.equals(BAR_CLOSED)) {
        row.closed = (Boolean) value;
      }
      return row;
    }

    @Override
    public Row finish(Row row) {
      return row;
    }
  }
}
