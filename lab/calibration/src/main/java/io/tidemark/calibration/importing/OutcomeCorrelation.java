package io.tidemark.calibration.importing;

import io.tidemark.core.score.Task;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation of a part's scores with what came of them: the return over the
 * horizon, of a volatility the realised one. With a 95 % percentile interval of a bootstrap over
 * whole blocks of time; ranks are those of all rows.
 *
 * @param value within -1 and 1; NaN if all scores or outcomes are equal
 * @param low lower end
 * @param high upper end
 */
record OutcomeCorrelation(double value, double low, double high) {

  private static final int DRAWS = 1_000;
  private static final long SEED = 1;

  /**
   * Of the rows of one part.
   *
   * @param block µs that are resampled together
   */
  static OutcomeCorrelation of(AnsweredRows answers, int[] rows, Task task, long block) {
    double[] scores =
        ranks(Arrays.stream(rows).mapToDouble(row -> answers.prediction(row).score()).toArray());
    double[] outcomes =
        ranks(
            Arrays.stream(rows)
                .mapToDouble(
                    row ->
                        task == Task.VOLATILITY
                            ? answers.of(row).forwardVolatility(answers.rowOf(row))
                            : answers.of(row).forwardReturn(answers.rowOf(row)))
                .toArray());
    TimeBlocks blocks = TimeBlocks.of(answers, rows, block);
    double[][] sums = new double[blocks.count()][6];
    for (int i = 0; i < rows.length; i++) {
      add(sums[blocks.labels()[i]], scores[i], outcomes[i]);
    }
    return of(sums);
  }

  private static OutcomeCorrelation of(double[][] sums) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] drawn = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] total = new double[6];
      for (int i = 0; i < sums.length; i++) {
        total(total, sums[random.nextInt(sums.length)]);
      }
      drawn[draw] = correlation(total);
    }
    double[] whole = new double[6];
    for (double[] block : sums) {
      total(whole, block);
    }
    double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? new OutcomeCorrelation(Double.NaN, Double.NaN, Double.NaN)
        : new OutcomeCorrelation(
            correlation(whole), Quantiles.at(sorted, 0.025), Quantiles.at(sorted, 0.975));
  }

  /** Whether chance does not explain that more comes with less. */
  boolean isReversed() {
    return high < 0;
  }

  private static void add(double[] sums, double x, double y) {
    total(sums, new double[] {1, x, y, x * x, y * y, x * y});
  }

  private static void total(double[] to, double[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  private static double correlation(double[] sums) {
    double n = sums[0];
    double both = sums[5] / n - sums[1] / n * (sums[2] / n);
    double x = sums[3] / n - sums[1] / n * (sums[1] / n);
    double y = sums[4] / n - sums[2] / n * (sums[2] / n);
    return both / Math.sqrt(x * y);
  }

  /** Between -0.5 and 0.5; ties have the mean of theirs. */
  private static double[] ranks(double[] values) {
    Integer[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .toArray(Integer[]::new);
    double[] ranks = new double[values.length];
    for (int i = 0; i < order.length; ) {
      int end = i;
      while (end < order.length && values[order[end]] == values[order[i]]) {
        end++;
      }
      for (int tied = i; tied < end; tied++) {
        ranks[order[tied]] = (i + end - 1) / 2.0 / values.length - 0.5;
      }
      i = end;
    }
    return ranks;
  }

  @Override
  public String toString() {
    return "%.3f [%.3f, %.3f]".formatted(value, low, high);
  }
}
