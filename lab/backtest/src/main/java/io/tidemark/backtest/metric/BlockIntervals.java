package io.tidemark.backtest.metric;

import io.tidemark.calibration.BlockBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Values with 95 % intervals: the 2.5 % and 97.5 % quantiles of the value over {@value #DRAWS}
 * resamplings in blocks (Politis and Romano, 1992). All numbers are of the same draws. The seed is
 * fixed: the same rows give the same interval.
 */
public final class BlockIntervals {

  /** How often the rows are resampled. */
  public static final int DRAWS = 1_000;

  private static final long SEED = 20;
  private static final double TAIL = 0.025;

  /** If more of the draws do not give the number there is no interval. */
  private static final double MOST_MISSING = 0.05;

  private final BlockPlan plan;
  private final int draws;
  private final long seed;

  /** For rows resampled by a plan. */
  public BlockIntervals(BlockPlan plan) {
    this(plan, DRAWS, SEED);
  }

  BlockIntervals(BlockPlan plan, int draws, long seed) {
    this.plan = plan;
    this.draws = draws;
    this.seed = seed;
  }

  /** The numbers, in the same order. */
  public List<Estimate> of(List<Measure> measures) {
    int[] once = new int[plan.rows()];
    Arrays.fill(once, 1);
    double[][] drawn = new double[measures.size()][plan.hasIntervals() ? draws : 0];
    if (plan.hasIntervals()) {
      draw(measures, drawn);
    }
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      Measure measure = measures.get(i);
      estimates.add(estimate(measure, measure.statistic().of(once), drawn[i]));
    }
    return estimates;
  }

  private void draw(List<Measure> measures, double[][] drawn) {
    BlockBootstrap bootstrap =
        new BlockBootstrap(plan.rows(), plan.block(), new SplittableRandom(seed).split());
    int[] times = new int[plan.rows()];
    for (int draw = 0; draw < draws; draw++) {
      Arrays.fill(times, 0);
      for (int row : bootstrap.draw(plan.rows())) {
        times[row]++;
      }
      for (int i = 0; i < drawn.length; i++) {
        drawn[i][draw] = measures.get(i).statistic().of(times);
      }
    }
  }

  private static Estimate estimate(Measure measure, double value, double[] drawn) {
    double[] there = Arrays.stream(drawn).filter(each -> !Double.isNaN(each)).sorted().toArray();
    boolean enough = there.length > 0 && there.length >= (1 - MOST_MISSING) * drawn.length;
    if (!enough || Double.isNaN(value)) {
      return new Estimate(measure.key(), measure.words(), value, Double.NaN, Double.NaN);
    }
    double low = quantile(there, TAIL);
    double high = quantile(there, 1 - TAIL);
    return measure.reflected()
        ? new Estimate(
            measure.key(),
            measure.words(),
            value,
            Math.max(0, 2 * value - high),
            Math.max(0, 2 * value - low))
        : new Estimate(measure.key(), measure.words(), value, low, high);
  }

  private static double quantile(double[] sorted, double level) {
    double place = level * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
