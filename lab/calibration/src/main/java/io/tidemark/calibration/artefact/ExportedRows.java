package io.tidemark.calibration.artefact;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
 * @param ups whether the price was higher at the horizon; none where labels were not asked for
 */
public record ExportedRows(Path path, List<Long> times, List<float[]> vectors, List<Boolean> ups) {

  private static final String TIME = "event_time";
  private static final String BAR_CLOSED = "bar_closed";
  private static final String UP = "label_up";

  /** Takes windows of whole bars. */
  public interface Taker {

    /**
     * Takes one.
     *
     * @param row the last bar's
     * @param window the vectors of its bars, oldest first; used again for the next window
     */
    void take(int row, float[] window);
  }

  /**
   * The files of exports.
   *
   * @param exports folders, of which every Parquet file is taken, or files
   * @throws CalibrationException if a folder holds none
   */
  public static List<Path> files(List<Path> exports) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path export : exports) {
      if (Files.isDirectory(export)) {
        files.addAll(inFolder(export));
      } else {
        files.add(export);
      }
    }
    return files;
  }

  private static List<Path> inFolder(Path export) throws IOException {
    try (Stream<Path> list = Files.list(export)) {
      List<Path> files =
          list.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
      if (files.isEmpty()) {
        throw new CalibrationException(
            export + " holds no Parquet file: give the folder that ./tidemark export wrote.");
      }
      return files;
    }
  }

  /**
   * Reads the rows of a period.
   *
   * @param features their columns
   * @param from µs since the epoch
   * @param to exclusive
   * @throws CalibrationException if it is no export, or has not all the columns
   */
  public static ExportedRows read(Path path, List<String> features, long from, long to) {
    return read(path, features, from, to, false);
  }

  /** {@link #read} with labels. */
  public static ExportedRows readLabelled(Path path, List<String> features, long from, long to) {
    return read(path, features, from, to, true);
  }

  /**
   * What a file says of itself, such as {@code tidemark.bar}; empty if it does not.
   *
   * @throws CalibrationException if it is no Parquet file
   */
  public static String about(Path path, String key) {
    try {
      return ParquetReader.readMetadata(path.toFile())
          .getFileMetaData()
          .getKeyValueMetaData()
          .getOrDefault(key, "");
    } catch (IOException | RuntimeException e) {
      throw new CalibrationException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ExportedRows read(
      Path path, List<String> features, long from, long to, boolean labelled) {
    ExportedRows rows =
        new ExportedRows(path, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
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
      if (labelled) {
        needed.add(UP);
      }
      needed.removeAll(there);
      if (!needed.isEmpty()) {
        throw new CalibrationException(
            path + " has no column " + needed + ": is it an export with this model's features?");
      }
      try (Stream<Row> all = ParquetReader.streamContent(path.toFile(), new RowReader(features))) {
        all.filter(row -> row.closed && row.time >= from && row.time < to)
            .forEach(row -> rows.add(row, labelled));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CalibrationException(path + " cannot be read: " + e.getMessage(), e);
    }
    return rows;
  }

  /**
   * Every window of bars that follow each other; one across a hole holds not every bar and is left
   * out.
   *
   * @param bars of a window
   * @param barLength µs
   */
  public void windows(int bars, long barLength, Taker taker) {
    if (vectors.isEmpty()) {
      return;
    }
    int features = vectors.get(0).length;
    float[] window = new float[bars * features];
    for (int i = bars - 1; i < vectors.size(); i++) {
      long first = Math.floorDiv(times.get(i - bars + 1), barLength);
      if (Math.floorDiv(times.get(i), barLength) - first == bars - 1) {
        for (int back = 0; back < bars; back++) {
          System.arraycopy(vectors.get(i - bars + 1 + back), 0, window, back * features, features);
        }
        taker.take(i, window);
      }
    }
  }

  private void add(Row row, boolean labelled) {
    if (!times.isEmpty() && row.time < times.get(times.size() - 1)) {
      throw new CalibrationException(path + " runs back in time: it is no contiguous export.");
    }
    times.add(row.time);
    vectors.add(row.vector);
    if (labelled) {
      ups.add(row.up);
    }
  }

  private static final class Row {

    private final float[] vector;
    private long time;
    private boolean closed;
    private boolean up;

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
      } else if (heading.equals(UP)) {
        row.up = (Boolean) value;
      }
      return row;
    }

    @Override
    public Row finish(Row row) {
      return row;
    }
  }
}
