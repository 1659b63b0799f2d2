package io.tidemark.bench.drift.peers;

import java.util.ArrayList;
import java.util.List;

/**
 * ADWIN2: A. Bifet, R. Gavalda, Learning from Time-Changing Data with Adaptive Windowing, SIAM
 * International Conference on Data Mining, 2007, sections 3 and 4.
 *
 * <p>A window of unknown length lies in an exponential histogram: rows of at most M buckets, those
 * of row i of 2^i samples each. It is cut where the means of its two sides differ by more than
 * {@code sqrt(2/h s^2 ln(2/d)) + 2/(3h) ln(2/d)}, with {@code 1/h = 1/n0 + 1/n1}, the variance s^2
 * of the window and {@code d = delta / ln n}. The older side is dropped.
 */
public final class Adwin implements Detector {

  private static final int BUCKETS = 5;
  private static final int FEWEST = 5;

  private final double delta;
  private final int clock;
  private final List<Row> rows = new ArrayList<>();
  private double n;
  private double sum;

  /** Sum of squared differences from the mean. */
  private double squares;

  private long seen;

  /**
   * Makes one.
   *
   * @param delta the paper's confidence
   * @param clock it looks for a cut after so many samples
   */
  public Adwin(double delta, int clock) {
    this.delta = delta;
    this.clock = clock;
    rows.add(new Row());
  }

  @Override
  public boolean step(double value) {
    insert(value);
    seen++;
    boolean alarm = false;
    if (seen % clock == 0) {
      while (cuts()) {
        dropOldest();
        alarm = true;
      }
    }
    return alarm;
  }

  private void insert(double value) {
    if (n > 0) {
      double difference = value - sum / n;
      squares += difference * difference * n / (n + 1);
    }
    n++;
    sum += value;
    rows.get(0).add(value, 0);
    for (int i = 0; i < rows.size() && rows.get(i).count > BUCKETS; i++) {
      if (i + 1 == rows.size()) {
        rows.add(new Row());
      }
      rows.get(i).mergeOldestInto(rows.get(i + 1), Math.pow(2, i));
    }
  }

  private boolean cuts() {
    double olderN = 0;
    double olderSum = 0;
    double logarithm = Math.log(2 * Math.log(Math.max(n, Math.E)) / delta);
    double variance = squares / n;
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      for (int bucket = 0; bucket < row.count; bucket++) {
        olderN += Math.pow(2, i);
        olderSum += row.sums[bucket];
        double newerN = n - olderN;
        if (newerN < FEWEST) {
          return false;
        }
        if (olderN >= FEWEST) {
          double inverse = 1 / olderN + 1 / newerN;
          double limit =
              Math.sqrt(2 * inverse * variance * logarithm) + 2.0 / 3 * inverse * logarithm;
          if (Math.abs(olderSum / olderN - (sum - olderSum) / newerN) > limit) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void dropOldest() {
    int last = rows.size() - 1;
    Row row = rows.get(last);
    double bucketN = Math.pow(2, last);
    double bucketSum = row.sums[0];
    double bucketSquares = row.squares[0];
    row.removeOldest();
    if (row.count == 0 && last > 0) {
      rows.remove(last);
    }
    double rest = n - bucketN;
    double difference = bucketSum / bucketN - (sum - bucketSum) / rest;
    squares -= bucketSquares + bucketN * rest / n * difference * difference;
    squares = Math.max(0, squares);
    n = rest;
    sum -= bucketSum;
  }

  /** Buckets of one size, the oldest first. */
  private static final class Row {

    private final double[] sums = new double[BUCKETS + 1];
    private final double[] squares = new double[BUCKETS + 1];
    private int count;

    void add(double bucketSum, double bucketSquares) {
      sums[count] = bucketSum;
      squares[count] = bucketSquares;
      count++;
    }

    void mergeOldestInto(Row next, double each) {
      double difference = (sums[0] - sums[1]) / each;
      next.add(sums[0] + sums[1], squares[0] + squares[1] + difference * difference * each / 2);
      removeOldest();
      removeOldest();
    }

    void removeOldest() {
      count--;
      System.arraycopy(sums, 1, sums, 0, count);
      System.arraycopy(squares, 1, squares, 0, count);
    }
  }
}
