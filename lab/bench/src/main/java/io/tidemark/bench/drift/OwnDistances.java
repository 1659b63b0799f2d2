package io.tidemark.bench.drift;

import io.tidemark.calibration.SeriesWatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far the windows after a reference are from it, beside how far the reference's own windows are
 * from it, whatever the thresholds.
 */
final class OwnDistances {

  static final List<String> HEAD =
      List.of(
          "series",
          "window",
          "own: median",
          "own: 99 %",
          "own: largest",
          "on",
          "after: median",
          "after: 99 %",
          "after: largest",
          "on",
          "rows after beyond the largest own");

  private static final int[] WINDOWS = {25, 50, 100, 200, 400, 1_000, 2_190, 4_380};

  private static final double HIGH = 0.99;

  private OwnDistances() {}

  /**
   * A row for each series and window.
   *
   * @param known the reference, the first rows of {@code all}, more than the longest window
   * @param all at least as many rows more
   * @param persistence of so many distances in a row the smallest counts, as in the gate
   */
  static List<List<String>> rows(
      RecordedTable known, RecordedTable all, List<String> names, int persistence) {
    RecordedTable after = all.part(known.size(), all.size());
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      for (int window : WINDOWS) {
        rows.add(row(name, window, persistence, known, after));
      }
    }
    return rows;
  }

  private static List<String> row(
      String name, int window, int persistence, RecordedTable known, RecordedTable after) {
    double[] own = distances(known.column(name), known.column(name), window, persistence);
    double[] later = distances(known.column(name), after.column(name), window, persistence);
    double most = own[largest(own)];
    List<String> cells = new ArrayList<>(List.of(name, String.format(Locale.ROOT, "%,d", window)));
    cells.addAll(facts(own, known));
    cells.addAll(facts(later, after));
    long beyond = Arrays.stream(later).filter(distance -> distance > most).count();
    cells.add(String.valueOf(beyond));
    return cells;
  }

  /** At each row; NaN until the window is full. */
  private static double[] distances(
      float[] reference, float[] values, int window, int persistence) {
    SeriesWatch watch = new SeriesWatch(reference, window, persistence);
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distances[i] = watch.step(values[i]);
    }
    return distances;
  }

  private static List<String> facts(double[] distances, RecordedTable table) {
    double[] sorted = Arrays.stream(distances).filter(distance -> distance >= 0).sorted().toArray();
    int largest = largest(distances);
    return List.of(
        text(sorted[sorted.length / 2]),
        text(sorted[(int) (HIGH * sorted.length)]),
        text(distances[largest]),
        Episodes.day(table.times().get(largest)));
  }

  private static int largest(double[] distances) {
    int largest = 0;
    for (int i = 1; i < distances.length; i++) {
      if (Double.isNaN(distances[largest]) || distances[i] > distances[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  private static String text(double distance) {
    return String.format(Locale.ROOT, "%.3f", distance);
  }
}
