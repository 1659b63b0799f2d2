package io.tidemark.bench;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lowest, the median and the highest of a few runs. */
public record Spread(double lowest, double median, double highest) {

  /** Of these numbers; null if there are none. */
  public static @Nullable Spread of(List<Double> values) {
    if (values.isEmpty()) {
      return null;
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Spread(sorted[0], (sorted[last / 2] + sorted[last - last / 2]) / 2, sorted[last]);
  }
}
