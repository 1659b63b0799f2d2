package io.tidemark.backtest.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What probabilities of a rise are worth. A rise is called where the probability is above 0.5. */
public final class DirectionMeasures {

  /** Bins of the expected calibration error. */
  public static final int BINS = 10;

  /** A probability nearer to 0 or 1 counts as this near: one row does not make a loss infinite. */
  public static final double NEAREST = 1e-7;

  private final double[] probability;
  private final boolean[] up;
  private final RankOrder ranks;

  /**
   * @param probability of a rise, of each row in the order of time
   * @param up whether the price rose
   */
  public DirectionMeasures(double[] probability, boolean[] up) {
    this.probability = probability.clone();
    this.up = up.clone();
    this.ranks = new RankOrder(probability, up);
  }

  /**
   * All of them.
   *
   * @param baseRate share of rises that a model without skill answers, within 0 and 1
   */
  public List<Measure> all(double baseRate) {
    double[] loss = losses(probability);
    double[] constant = new double[up.length];
    Arrays.fill(constant, baseRate);
    double[] baseLoss = losses(constant);
    double[] lead = new double[up.length];
    double[] overAlwaysUp = new double[up.length];
    double[] right = new double[up.length];
    double[] brier = new double[up.length];
    for (int i = 0; i < up.length; i++) {
      lead[i] = baseLoss[i] - loss[i];
      right[i] = called(i) == up[i] ? 1 : 0;
      overAlwaysUp[i] = right[i] - outcome(i);
      brier[i] = (probability[i] - outcome(i)) * (probability[i] - outcome(i));
    }
    List<Measure> all = new ArrayList<>();
    all.add(Measure.mean("accuracy", "accuracy", right));
    all.add(Measure.of("alwaysUp", "  of always saying up", this::baseRate));
    all.add(Measure.mean("accuracyOverAlwaysUp", "  lead over always up", overAlwaysUp));
    all.add(Measure.of("auc", "AUC", ranks::auc));
    all.add(Measure.mean("logLoss", "log loss, nats", loss));
    all.add(Measure.mean("baseLogLoss", "  of the base rate", baseLoss));
    all.add(Measure.mean("logLossUnderBase", "  lead over the base rate", lead));
    all.add(Measure.mean("brier", "Brier score", brier));
    all.add(Measure.of("calibrationSlope", "calibration slope", slope()));
    all.add(new Measure("ece", "calibration error, 10 bins", calibrationError(), true));
    all.add(Measure.of("mcc", "Matthews correlation", times -> confusion(times).mcc()));
    all.add(Measure.of("precision", "precision of up", times -> confusion(times).precision()));
    all.add(Measure.of("recall", "recall of up", times -> confusion(times).recall()));
    all.add(Measure.of("f1", "F1 of up", times -> confusion(times).f1()));
    all.add(Measure.of("alwaysUpF1", "  of always saying up", this::alwaysUpF1));
    return all;
  }

  /**
   * How much of the data lies where the intervals of the probabilities hold: rows with the same
   * interval belong together, and are covered if their share of rises is inside.
   *
   * @param low lower end of each row's interval
   * @param high upper end
   */
  public Measure coverage(double[] low, double[] high) {
    double[][] ends = {low.clone(), high.clone()};
    int[] group = new int[up.length];
    List<double[]> groups = new ArrayList<>();
    for (int i = 0; i < up.length; i++) {
      double[] own = {ends[0][i], ends[1][i]};
      int at = 0;
      while (at < groups.size() && !Arrays.equals(groups.get(at), own)) {
        at++;
      }
      if (at == groups.size()) {
        groups.add(own);
      }
      group[i] = at;
    }
    return Measure.of(
        "coverage", "coverage of the interval", times -> covered(group, groups, times));
  }

  /** What was called and what came. */
  public ConfusionCounts confusion() {
    int[] once = new int[up.length];
    Arrays.fill(once, 1);
    return confusion(once);
  }

  private double covered(int[] group, List<double[]> groups, int[] times) {
    long[] rows = new long[groups.size()];
    long[] rises = new long[groups.size()];
    long all = 0;
    for (int i = 0; i < group.length; i++) {
      rows[group[i]] += times[i];
      rises[group[i]] += up[i] ? times[i] : 0;
      all += times[i];
    }
    long inside = 0;
    for (int i = 0; i < rows.length; i++) {
      double share = (double) rises[i] / rows[i];
      inside += share >= groups.get(i)[0] && share <= groups.get(i)[1] ? rows[i] : 0;
    }
    return (double) inside / all;
  }

  /** The mean distance between probability and share of rises, over bins with as many rows each. */
  private Statistic calibrationError() {
    int[] bins = ranks.bins(BINS);
    return times -> {
      double[] over = new double[BINS];
      long n = 0;
      for (int i = 0; i < bins.length; i++) {
        over[bins[i]] += times[i] * (probability[i] - outcome(i));
        n += times[i];
      }
      return Arrays.stream(over).map(Math::abs).sum() / n;
    };
  }

  private Statistic slope() {
    double[] logits = new double[up.length];
    for (int i = 0; i < logits.length; i++) {
      double p = within(probability[i]);
      logits[i] = Math.log(p / (1 - p));
    }
    return new LogisticSlope(logits, up);
  }

  private ConfusionCounts confusion(int[] times) {
    long[] counts = new long[4];
    for (int i = 0; i < up.length; i++) {
      counts[(up[i] ? 2 : 0) + (called(i) ? 1 : 0)] += times[i];
    }
    return new ConfusionCounts(counts[3], counts[2], counts[1], counts[0]);
  }

  private double baseRate(int[] times) {
    long rises = 0;
    long n = 0;
    for (int i = 0; i < up.length; i++) {
      rises += up[i] ? times[i] : 0;
      n += times[i];
    }
    return (double) rises / n;
  }

  private double alwaysUpF1(int[] times) {
    double rate = baseRate(times);
    return 2 * rate / (1 + rate);
  }

  private double[] losses(double[] of) {
    double[] losses = new double[up.length];
    for (int i = 0; i < losses.length; i++) {
      double p = within(of[i]);
      losses[i] = -Math.log(up[i] ? p : 1 - p);
    }
    return losses;
  }

  private boolean called(int row) {
    return probability[row] > 0.5;
  }

  private double outcome(int row) {
    return up[row] ? 1 : 0;
  }

  private static double within(double p) {
    return Math.min(1 - NEAREST, Math.max(NEAREST, p));
  }
}
