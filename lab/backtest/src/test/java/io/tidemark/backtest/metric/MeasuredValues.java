package io.tidemark.backtest.metric;

import java.util.Arrays;
import java.util.List;

/** Values of measures where every row counts once. */
final class MeasuredValues {

  private MeasuredValues() {}

  static double value(List<Measure> measures, String key, int rows) {
    int[] once = new int[rows];
    Arrays.fill(once, 1);
    return measures.stream()
        .filter(measure -> measure.key().equals(key))
        .findFirst()
        .orElseThrow()
        .statistic()
        .of(once);
  }
}
