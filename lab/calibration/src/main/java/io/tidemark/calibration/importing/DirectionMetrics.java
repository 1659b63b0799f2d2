package io.tidemark.calibration.importing;

import io.tidemark.models.Manifest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a model of direction is worth in one part, beside what needs no model, with percentile
 * intervals of a bootstrap over whole blocks of time: a block keeps the dependence inside it.
 */
final class DirectionMetrics {

  private static final int DRAWS = 1_000;
  private static final long SEED = 1;

  /** Probabilities nearer to 0 or 1 than this count as this far. */
  private static final double SURE = 1e-12;

  private final double[] scores;
  private final boolean[] up;
  private final TimeBlocks blocks;
  private final double baseRate;

  /** Per row, what the means are of. */
  private final Map<Mean, double[]> columns = new LinkedHashMap<>();

  private enum Mean {
    BASE_RATE,
    ACCURACY,
    LOG_LOSS,
    LAST_SIGN,
    AGAINST_LAST_SIGN,
    BASE_RATE_LOG_LOSS
  }

  private DirectionMetrics(AnsweredRows answers, int[] rows, long block, double baseRate) {
    this.scores = new double[rows.length];
    this.up = new boolean[rows.length];
    this.blocks = TimeBlocks.of(answers, rows, block);
    this.baseRate = baseRate;
    for (Mean mean : Mean.values()) {
      columns.put(mean, new double[rows.length]);
    }
    for (int i = 0; i < rows.length; i++) {
      ExportSeries series = answers.of(rows[i]);
      int row = answers.rowOf(rows[i]);
      scores[i] = answers.prediction(rows[i]).score();
      up[i] = series.forwardReturn(row) > 0;
      fill(i, series.lastReturn(row));
    }
  }

  private void fill(int i, float last) {
    set(Mean.BASE_RATE, i, up[i]);
    set(Mean.ACCURACY, i, scores[i] > 0.5 == up[i]);
    set(Mean.LAST_SIGN, i, last > 0 == up[i]);
    set(Mean.AGAINST_LAST_SIGN, i, last < 0 == up[i]);
    column(Mean.LOG_LOSS)[i] = logLoss(scores[i], up[i]);
    column(Mean.BASE_RATE_LOG_LOSS)[i] = logLoss(baseRate, up[i]);
  }

  private void set(Mean mean, int i, boolean holds) {
    column(mean)[i] = holds ? 1 : 0;
  }

  private double[] column(Mean mean) {
    return columns.getOrDefault(mean, new double[0]);
  }

  private static double logLoss(double score, boolean up) {
    double sure = Math.max(SURE, Math.min(1 - SURE, score));
    return -Math.log(up ? sure : 1 - sure);
  }

  /**
   * Measures one part.
   *
   * @param rows of the part
   * @param block µs that are resampled together
   * @param baseRate share of rises in the training part
   */
  static Manifest.Report of(AnsweredRows answers, int[] rows, long block, double baseRate) {
    return new DirectionMetrics(answers, rows, block, baseRate).report();
  }

  private Manifest.Report report() {
    double[] once = new double[up.length];
    Arrays.fill(once, 1);
    RankedScores ranked = new RankedScores(scores, up);
    double rises = mean(Mean.BASE_RATE);
    return new Manifest.Report(
        up.length,
        rounded(rises),
        rounded(mean(Mean.ACCURACY)),
        rounded(ranked.area(once)),
        rounded(mean(Mean.LOG_LOSS)),
        new Manifest.Baselines(
            rounded(rises),
            rounded(mean(Mean.LAST_SIGN)),
            rounded(mean(Mean.AGAINST_LAST_SIGN)),
            rounded(mean(Mean.BASE_RATE_LOG_LOSS))),
        intervals(ranked));
  }

  private double mean(Mean mean) {
    return Arrays.stream(column(mean)).average().orElse(Double.NaN);
  }

  private Manifest.Intervals intervals(RankedScores ranked) {
    double[][] drawn = new double[6][DRAWS];
    double[] times = new double[up.length];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] chosen = new int[blocks.count()];
      for (int i = 0; i < chosen.length; i++) {
        chosen[random.nextInt(chosen.length)]++;
      }
      double rows = 0;
      for (int i = 0; i < times.length; i++) {
        times[i] = chosen[blocks.labels()[i]];
        rows += times[i];
      }
      double accuracy = total(Mean.ACCURACY, times) / rows;
      double loss = total(Mean.LOG_LOSS, times) / rows;
      drawn[0][draw] = accuracy;
      drawn[1][draw] = ranked.area(times);
      drawn[2][draw] = loss;
      drawn[3][draw] = accuracy - total(Mean.BASE_RATE, times) / rows;
      drawn[4][draw] = accuracy - total(Mean.AGAINST_LAST_SIGN, times) / rows;
      drawn[5][draw] = total(Mean.BASE_RATE_LOG_LOSS, times) / rows - loss;
    }
    return new Manifest.Intervals(
        blocks.count(),
        ends(drawn[0]),
        ends(drawn[1]),
        ends(drawn[2]),
        ends(drawn[3]),
        ends(drawn[4]),
        ends(drawn[5]));
  }

  private double total(Mean mean, double[] times) {
    double[] column = column(mean);
    return IntStream.range(0, times.length).mapToDouble(i -> times[i] * column[i]).sum();
  }

  private static List<Double> ends(double[] drawn) {
    double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? List.of(0.0, 0.0)
        : List.of(rounded(Quantiles.at(sorted, 0.025)), rounded(Quantiles.at(sorted, 0.975)));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
