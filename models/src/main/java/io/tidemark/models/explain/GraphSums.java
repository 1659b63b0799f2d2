package io.tidemark.models.explain;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.models.explain.GraphPath.Step;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graph that adds up something of each feature alone, such as a logistic regression over scaled
 * and clipped features. In such a game a Shapley value is exact and needs no averaging: the
 * feature's own term here, less that at its median.
 */
final class GraphSums implements Explainer {

  private final List<Stage> before;
  private final double[] weights;
  private final double bias;
  private final double[] atMedians;

  /** What happens to each feature by itself. */
  private interface Stage {
    double apply(int feature, double value);
  }

  private GraphSums(List<Stage> before, double[] weights, double bias, float[] medians) {
    this.before = before;
    this.weights = weights;
    this.bias = bias;
    this.atMedians = terms(medians);
  }

  /** The sums of a graph; null if it does not add up so. */
  static @Nullable GraphSums of(GraphPath path, float[] medians) {
    List<Stage> before = new ArrayList<>();
    int at = 0;
    while (at < path.steps().size()) {
      Stage stage = stage(path, path.steps().get(at), medians.length);
      if (stage == null) {
        break;
      }
      before.add(stage);
      at++;
    }
    int left = path.steps().size() - at;
    float[] weights = left > 0 ? weights(path, path.steps().get(at)) : null;
    if (weights == null || weights.length != medians.length || left > 2) {
      return null;
    }
    double bias = bias(path, path.steps().get(at).node());
    if (left == 2) {
      bias += added(path, path.steps().get(at + 1));
    }
    double[] wide = new double[weights.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = weights[i];
    }
    return Double.isNaN(bias) ? null : new GraphSums(before, wide, bias, medians);
  }

  private static @Nullable Stage stage(GraphPath path, Step step, int features) {
    GraphNode node = step.node();
    if (!node.domain().equals(OnnxModel.STANDARD) || !node.inputs().get(0).equals(step.before())) {
      return null;
    }
    if (node.operator().equals("Clip") && node.attributes().isEmpty()) {
      return clip(path, node);
    }
    float[] by = node.inputs().size() == 2 ? path.reals(node.inputs().get(1)) : null;
    if (by == null || (by.length != 1 && by.length != features)) {
      return null;
    }
    return switch (node.operator()) {
      case "Sub" -> (i, value) -> value - by[i % by.length];
      case "Add" -> (i, value) -> value + by[i % by.length];
      case "Div" -> (i, value) -> value / by[i % by.length];
      case "Mul" -> (i, value) -> value * by[i % by.length];
      default -> null;
    };
  }

  private static @Nullable Stage clip(GraphPath path, GraphNode node) {
    float[] low = node.inputs().size() == 3 ? path.reals(node.inputs().get(1)) : null;
    float[] high = node.inputs().size() == 3 ? path.reals(node.inputs().get(2)) : null;
    if (low == null || high == null || low.length != 1 || high.length != 1) {
      return null;
    }
    return (i, value) -> Math.min(Math.max(value, low[0]), high[0]);
  }

  /** Of a product with one column. */
  private static float @Nullable [] weights(GraphPath path, Step step) {
    GraphNode node = step.node();
    boolean product =
        node.is(OnnxModel.STANDARD, "MatMul")
            || (node.is(OnnxModel.STANDARD, "Gemm") && isPlain(node));
    return product && node.inputs().get(0).equals(step.before())
        ? path.reals(node.inputs().get(1))
        : null;
  }

  /** A Gemm of factors other than 1 is not read; of one column it does not matter how it lies. */
  private static boolean isPlain(GraphNode gemm) {
    return !gemm.attributes().containsKey("alpha")
        && !gemm.attributes().containsKey("beta")
        && gemm.whole("transA", 0) == 0;
  }

  /** NaN if it is none. */
  private static double bias(GraphPath path, GraphNode product) {
    if (product.inputs().size() < 3) {
      return 0;
    }
    float[] bias = path.reals(product.inputs().get(2));
    return bias == null || bias.length != 1 ? Double.NaN : bias[0];
  }

  /** NaN if the step does not add one number. */
  private static double added(GraphPath path, Step step) {
    GraphNode node = step.node();
    if (!node.is(OnnxModel.STANDARD, "Add")) {
      return Double.NaN;
    }
    int other = node.inputs().get(0).equals(step.before()) ? 1 : 0;
    float[] bias = path.reals(node.inputs().get(other));
    return bias == null || bias.length != 1 ? Double.NaN : bias[0];
  }

  private double[] terms(float[] vector) {
    double[] terms = new double[weights.length];
    for (int i = 0; i < terms.length; i++) {
      double value = vector[i];
      for (Stage stage : before) {
        value = stage.apply(i, value);
      }
      terms[i] = value * weights[i];
    }
    return terms;
  }

  @Override
  public Attribution explain(float[] vector) {
    MedianRow.requireLength(vector, weights.length);
    double[] here = terms(vector);
    double baseline = bias;
    double answer = bias;
    double[] contributions = new double[here.length];
    for (int i = 0; i < here.length; i++) {
      baseline += atMedians[i];
      answer += here[i];
      contributions[i] = here[i] - atMedians[i];
    }
    return new Attribution(baseline, answer, contributions);
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
