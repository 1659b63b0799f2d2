package io.tidemark.calibration.importing;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All rows of one file of an export, in time order: one instrument in one run of the world. Arrays
 * have one entry a row, {@code vectors} one a row and feature.
 */
final class ExportSeries {

  static final String LAST_RETURN = "log_return";

  private static final String INSTRUMENT = "instrument";
  private static final String TIME = "event_time";
  private static final String BAR_CLOSED = "bar_closed";
  private static final String RETURN = "label_return";
  private static final String VOLATILITY = "label_volatility";

  final ExportHead head;

  /** The folder that the file is in, by its place among those that were given. */
  final int export;

  private final int features;
  private final float[] vectors;
  private final long[] times;
  private final boolean[] closed;
  private final float[] lastReturns;
  private final double[] forward;
  private final float[] volatilities;
  private int rows;
  private String instrument = "";

  private ExportSeries(ExportHead head, int export, int features) {
    int size = Math.toIntExact(head.rows());
    this.head = head;
    this.export = export;
    this.features = features;
    this.vectors = new float[Math.multiplyExact(size, features)];
    this.times = new long[size];
    this.closed = new boolean[size];
    this.lastReturns = new float[size];
    this.forward = new double[size];
    this.volatilities = new float[size];
  }

  /**
   * Reads a file.
   *
   * @param export the place of its folder
   * @param features their columns, in the model's order
   * @throws ImportRefusedException if it cannot be read, or not be trusted
   */
  static ExportSeries read(ExportHead head, int export, List<String> features) {
    ExportSeries series = new ExportSeries(head, export, features.size());
    Row row = new Row(features);
    try (Stream<Row> all = ParquetReader.streamContent(head.path().toFile(), new RowReader(row))) {
      all.forEach(series::add);
    } catch (ImportRefusedException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the library has many kinds for a broken file
      throw ExportHead.unreadable(head.path(), e);
    }
    return series;
  }

  private void add(Row row) {
    if (rows > 0 && row.time < times[rows - 1]) {
      throw new ImportRefusedException(
          head.path() + ": row " + (rows + 1) + " runs back in time: export it anew");
    }
    for (int i = 0; i < features; i++) {
      if (!Float.isFinite(row.vector[i])) {
        throw new ImportRefusedException(
            "%s: row %d: feature %d is %s: export it anew"
                .formatted(head.path(), rows + 1, i + 1, row.vector[i]));
      }
    }
    System.arraycopy(row.vector, 0, vectors, rows * features, features);
    times[rows] = row.time;
    closed[rows] = row.closed;
    lastReturns[rows] = row.lastReturn;
    forward[rows] = row.forward;
    volatilities[rows] = row.volatility;
    instrument = row.instrument;
    rows++;
  }

  int rows() {
    return rows;
  }

  String instrument() {
    return instrument;
  }

  /** µs since the epoch: when the features could be known. */
  long time(int row) {
    return times[row];
  }

  /** Whether the row is of a bar that had just closed. */
  boolean isClose(int row) {
    return closed[row];
  }

  /** Log return of the last closed bar. */
  float lastReturn(int row) {
    return lastReturns[row];
  }

  /** Log return over the horizon from then on. */
  double forwardReturn(int row) {
    return forward[row];
  }

  /** Realised over the horizon from then on, annualised. */
  double forwardVolatility(int row) {
    return volatilities[row];
  }

  float feature(int row, int feature) {
    return vectors[row * features + feature];
  }

  /**
   * Copies what the model is asked at a row.
   *
   * @param bars of one scoring
   * @param to [bars * features], oldest bar first
   * @param at where in it
   * @return whether there is such a window: every bar of it, and no hole
   */
  boolean input(int row, int bars, float[] to, int at) {
    int first = row - bars + 1;
    if (first < 0
        || Math.floorDiv(times[row], head.bar()) - Math.floorDiv(times[first], head.bar())
            != (bars == 1 ? 0 : bars - 1)) {
      return false;
    }
    System.arraycopy(vectors, first * features, to, at, bars * features);
    return true;
  }

  private static final class Row {

    private final Map<String, Integer> places = new HashMap<>();
    private final float[] vector;
    private String instrument = "";
    private long time;
    private boolean closed;
    private float lastReturn;
    private double forward;
    private float volatility;

    Row(List<String> features) {
      features.forEach(name -> places.put(name, places.size()));
      vector = new float[places.size()];
    }
  }

  /** Fills one row again and again: nobody keeps it. */
  private record RowReader(Row row) implements Hydrator<Row, Row, String[]> {

    @Override
    public Row start() {
      return row;
    }

    @Override
    public Row add(Row target, String[] path, Object value) {
      String heading = String.join(".", path);
      Integer place = target.places.get(heading);
      if (place != null) {
        target.vector[place] = (Float) value;
      }
      switch (heading) {
        case LAST_RETURN -> target.lastReturn = (Float) value;
        case INSTRUMENT -> target.instrument = String.valueOf(value);
        case TIME -> target.time = (Long) value;
        case BAR_CLOSED -> target.closed = (Boolean) value;
        case RETURN -> target.forward = (Double) value;
        case VOLATILITY -> target.volatility = ((Double) value).floatValue();
        default -> {
          // a feature, or what nobody asks for
        }
      }
      return target;
    }

    @Override
    public Row finish(Row target) {
      return target;
    }
  }
}
