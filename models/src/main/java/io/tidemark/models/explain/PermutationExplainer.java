package io.tidemark.models.explain;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Link;
import io.tidemark.models.OnnxScorer;
import java.util.Random;

/**
 * Shapley values of any model, averaged over a fixed number of orders in which the features come
 * in, each with its reverse (Mitchell et al., <i>Sampling permutations for Shapley value
 * estimation</i>, 2022). They add up to the answer less the baseline's exactly, whatever the
 * orders; each one is exact for a model without interactions, and an estimate otherwise.
 *
 * <p>The orders are the same for every input, so the same input has the same bits.
 */
final class PermutationExplainer implements Explainer {

  /** Half of them are reverses of the others. */
  static final int ORDERS = 16;

  /** {@link Random}'s numbers are specified, so the orders are the same everywhere. */
  private static final long SEED = 1;

  private final ScoreScale scale;
  private final OnnxScorer scorer;
  private final float[] medians;
  private final int[][] orders;
  private final int length;
  private final double baseline;

  private final float[] inputs;
  private final float[] answers;

  /**
   * @param scorer of whole windows; closed with this
   * @param scale what its answers come to
   * @param medians one for each feature
   * @param bars of a window
   */
  PermutationExplainer(OnnxScorer scorer, ScoreScale scale, float[] medians, int bars) {
    this.scorer = scorer;
    this.scale = scale;
    this.medians = medians;
    this.length = medians.length * bars;
    this.orders = orders(medians.length);
    int most = scorer.batch();
    this.inputs = new float[most * length];
    this.answers = new float[most * scorer.width()];
    for (int i = 0; i < length; i++) {
      inputs[i] = medians[i % medians.length];
    }
    scorer.score(inputs, 1, answers);
    this.baseline = scale.of(answers, 0);
  }

  private static int[][] orders(int features) {
    Random chance = new Random(SEED);
    int[][] orders = new int[ORDERS][features];
    for (int pair = 0; pair < ORDERS; pair += 2) {
      for (int i = 0; i < features; i++) {
        int at = chance.nextInt(i + 1);
        orders[pair][i] = orders[pair][at];
        orders[pair][at] = i;
      }
      for (int i = 0; i < features; i++) {
        orders[pair + 1][i] = orders[pair][features - 1 - i];
      }
    }
    return orders;
  }

  @Override
  public Attribution explain(float[] window) {
    MedianRow.requireLength(window, length);
    int features = medians.length;
    System.arraycopy(window, 0, inputs, 0, length);
    scorer.score(inputs, 1, answers);
    double answer = scale.of(answers, 0);
    double[] contributions = new double[features];
    int steps = features - 1; // the first and the last are known
    double[] values = values(window, steps);
    for (int order = 0; order < ORDERS; order++) {
      double before = baseline;
      for (int i = 0; i < features; i++) {
        double after = i == steps ? answer : values[order * steps + i];
        contributions[orders[order][i]] += (after - before) / ORDERS;
        before = after;
      }
    }
    return new Attribution(baseline, answer, contributions);
  }

  /** What the model says on the way, for each order and step of it. */
  private double[] values(float[] window, int steps) {
    double[] values = new double[ORDERS * steps];
    int done = 0;
    while (done < values.length) {
      int count = Math.min(scorer.batch(), values.length - done);
      for (int i = 0; i < count; i++) {
        int[] order = orders[(done + i) / steps];
        fill(window, order, (done + i) % steps + 1, i * length);
      }
      scorer.score(inputs, count, answers);
      for (int i = 0; i < count; i++) {
        values[done + i] = scale.of(answers, i * scorer.width());
      }
      done += count;
    }
    return values;
  }

  /** The window with all features at their medians but the first few of an order. */
  private void fill(float[] window, int[] order, int known, int at) {
    int features = medians.length;
    for (int i = 0; i < length; i++) {
      inputs[at + i] = medians[i % features];
    }
    for (int i = 0; i < known; i++) {
      for (int place = order[i]; place < length; place += features) {
        inputs[at + place] = window[place];
      }
    }
  }

  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public Link link() {
    return scale.link();
  }

  @Override
  public void close() {
    scorer.close();
  }
}
