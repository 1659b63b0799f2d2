package io.tidemark.backtest;

import java.util.Arrays;
import java.util.List;

/** Realised variance of the bars up to a time, out of the log returns of closed bars. */
final class PastVariance {

  /** A stretch with fewer of its bars than this has no variance. */
  private static final double FEWEST_BARS = 0.5;

  private static final double YEAR_MICROS = 365.0 * 86_400_000_000.0;

  private final double barsPerYear;
  private final long[] times;
  private final double[] sums;

  /**
   * @param rows in the order of time; those of closed bars have returns
   * @param barsPerYear how many bars a year has
   */
  PastVariance(List<ScoredRow> rows, double barsPerYear) {
    List<ScoredRow> bars =
        rows.stream().filter(row -> row.barClosed() && !Double.isNaN(row.barReturn())).toList();
    this.barsPerYear = barsPerYear;
    this.times = bars.stream().mapToLong(ScoredRow::time).toArray();
    this.sums = new double[times.length + 1];
    for (int i = 0; i < times.length; i++) {
      sums[i + 1] = sums[i] + bars.get(i).barReturn() * bars.get(i).barReturn();
    }
  }

  /**
   * The variance over the stretch up to a time, annualised; NaN if the data begins within it or has
   * less than half of its bars.
   *
   * @param time its end, µs since the epoch, included
   * @param length µs
   */
  double annualised(long time, long length) {
    int to = after(time);
    int from = after(time - length);
    boolean reachesBack = from > 0 || (times.length > 0 && times[0] <= time - length);
    double bars = length * barsPerYear / YEAR_MICROS;
    if (!reachesBack || to - from < FEWEST_BARS * bars) {
      return Double.NaN;
    }
    return (sums[to] - sums[from]) / (to - from) * barsPerYear;
  }

  /** How many bars closed up to a time. */
  private int after(long time) {
    int at = Arrays.binarySearch(times, time);
    while (at >= 0 && at + 1 < times.length && times[at + 1] == time) {
      at++;
    }
    return at >= 0 ? at + 1 : -at - 1;
  }
}
