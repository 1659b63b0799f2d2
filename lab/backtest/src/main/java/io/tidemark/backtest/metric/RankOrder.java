package io.tidemark.backtest.metric;

import java.util.stream.IntStream;

/** Rows in the order of their probabilities; what is equal has one rank. */
final class RankOrder {

  private final double[] probabilities;
  private final boolean[] up;
  private final int[] order;

  RankOrder(double[] probabilities, boolean[] up) {
    this.probabilities = probabilities;
    this.up = up;
    this.order =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted((a, b) -> Double.compare(probabilities[a], probabilities[b]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /**
   * The area under the ROC curve: how often a rise has the higher probability of a rise and a fall;
   * of equal ones half. NaN without rises or without falls.
   */
  double auc(int[] times) {
    double right = 0;
    long ups = 0;
    long downs = 0;
    for (int i = 0; i < order.length; ) {
      long upsHere = 0;
      long downsHere = 0;
      double rank = probabilities[order[i]];
      for (; i < order.length && probabilities[order[i]] == rank; i++) {
        int row = order[i];
        upsHere += up[row] ? times[row] : 0;
        downsHere += up[row] ? 0 : times[row];
      }
      right += (double) upsHere * downs + 0.5 * upsHere * downsHere;
      ups += upsHere;
      downs += downsHere;
    }
    return right / ((double) ups * downs);
  }

  /** Of each row, in which of bins with as many rows each it is; equal ones are in one. */
  int[] bins(int number) {
    int[] bins = new int[order.length];
    int first = 0;
    for (int i = 0; i < order.length; i++) {
      if (probabilities[order[i]] != probabilities[order[first]]) {
        first = i;
      }
      bins[order[i]] = (int) ((long) first * number / order.length);
    }
    return bins;
  }
}
