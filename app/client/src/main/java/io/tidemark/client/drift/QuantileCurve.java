package io.tidemark.client.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * A distribution function as far as quantiles tell it: at the i-th of n+1 quantiles it is i/n,
 * between two finite ones that differ it is drawn as a straight line. Where quantiles are equal it
 * jumps. It never falls.
 */
final class QuantileCurve {

  private final double[] quantiles;

  /** Takes quantiles in ascending order, at least two; infinities are allowed. */
  QuantileCurve(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /** The fraction of the sample that is at most x, 0 to 1. */
  double at(double x) {
    int last = last(x);
    if (last < 0) {
      return 0;
    }
    int steps = quantiles.length - 1;
    if (last == steps) {
      return 1;
    }
    double from = quantiles[last];
    double to = quantiles[last + 1];
    double part =
        Double.isFinite(from) && Double.isFinite(to) ? (x / 2 - from / 2) / (to / 2 - from / 2) : 0;
    return (last + part) / steps;
  }

  /**
   * Its corners from {@code low} to {@code high}, both included, as pairs of value and fraction.
   */
  List<double[]> corners(double low, double high) {
    List<double[]> corners = new ArrayList<>();
    int steps = quantiles.length - 1;
    corners.add(new double[] {low, below(low)});
    for (int i = 0; i <= steps; i++) {
      if (quantiles[i] >= low && quantiles[i] <= high) {
        corners.add(new double[] {quantiles[i], (double) i / steps});
      }
    }
    corners.add(new double[] {high, at(high)});
    return corners;
  }

  /** The fraction of the sample that is below x: what a jump at x starts from. */
  double below(double x) {
    return at(Math.nextDown(x));
  }

  /** The last quantile that is at most x; -1 if none is. */
  private int last(double x) {
    int last = -1;
    while (last + 1 < quantiles.length && quantiles[last + 1] <= x) {
      last++;
    }
    return last;
  }
}
