package io.tidemark.backtest.metric;

import java.util.ArrayList;
import java.util.List;

/** What probabilities of several classes are worth. */
public final class ClassMeasures {

  private final double[][] probabilities;
  private final int[] outcomes;
  private final int classes;

  /**
   * @param probabilities of each row in the order of time, one of each class
   * @param outcomes the class that came
   */
  public ClassMeasures(double[][] probabilities, int[] outcomes) {
    this.probabilities = probabilities.clone();
    this.outcomes = outcomes.clone();
    this.classes = probabilities.length == 0 ? 0 : probabilities[0].length;
  }

  /** All of them, beside what the classes' own shares of these rows would have. */
  public List<Measure> all() {
    double[] right = new double[outcomes.length];
    double[] loss = new double[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      right[i] = called(i) == outcomes[i] ? 1 : 0;
      loss[i] = -Math.log(Math.max(DirectionMeasures.NEAREST, probabilities[i][outcomes[i]]));
    }
    List<Measure> all = new ArrayList<>();
    all.add(Measure.mean("accuracy", "accuracy", right));
    all.add(Measure.of("largestClass", "  of always saying the largest class", this::largestShare));
    all.add(Measure.mean("logLoss", "log loss, nats", loss));
    all.add(Measure.of("baseLogLoss", "  of the shares of these rows", this::entropy));
    return all;
  }

  /** Rows by the class that came, and in it by the class that was called. */
  public List<List<Long>> confusion() {
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < outcomes.length; i++) {
      counts[outcomes[i]][called(i)]++;
    }
    List<List<Long>> table = new ArrayList<>();
    for (long[] row : counts) {
      List<Long> cells = new ArrayList<>();
      for (long cell : row) {
        cells.add(cell);
      }
      table.add(cells);
    }
    return table;
  }

  private int called(int row) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      best = probabilities[row][i] > probabilities[row][best] ? i : best;
    }
    return best;
  }

  private double largestShare(int[] times) {
    double largest = 0;
    for (double share : shares(times)) {
      largest = Math.max(largest, share);
    }
    return largest;
  }

  private double entropy(int[] times) {
    double sum = 0;
    for (double share : shares(times)) {
      sum -= share > 0 ? share * Math.log(share) : 0;
    }
    return sum;
  }

  private double[] shares(int[] times) {
    double[] shares = new double[classes];
    long n = 0;
    for (int i = 0; i < outcomes.length; i++) {
      shares[outcomes[i]] += times[i];
      n += times[i];
    }
    for (int i = 0; i < classes; i++) {
      shares[i] /= n;
    }
    return shares;
  }
}
