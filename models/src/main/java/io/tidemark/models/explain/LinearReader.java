package io.tidemark.models.explain;

import io.tidemark.core.explain.Link;
import io.tidemark.core.score.Task;
import io.tidemark.models.explain.GraphPath.Step;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.OnnxModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the one weighted sum out of the operators that make it. */
final class LinearReader {

  private LinearReader() {}

  /**
   * A weighted sum.
   *
   * @param weights one for each feature
   * @param bias what is added in any case
   * @param link the unit of the sum
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Weighted(double[] weights, double bias, Link link) {}

  /**
   * The sum that the rest of a path is.
   *
   * @param rest of the path's steps
   * @param width how many features there are
   * @return null if it is another graph
   */
  static @Nullable Weighted read(GraphPath path, List<Step> rest, int width, Task task) {
    if (rest.isEmpty() || rest.size() > 2) {
      return null;
    }
    GraphNode node = rest.get(0).node();
    if (node.is(OnnxModel.ML, "LinearClassifier")) {
      return rest.size() == 1 ? classifier(path, node, width, task) : null;
    }
    AnswerSum one = AnswerSum.ofOne(path, task);
    if (one == null) {
      return null;
    }
    return node.is(OnnxModel.ML, "LinearRegressor")
        ? regressor(node, rest.size(), width, one)
        : product(path, rest, width, one);
  }

  private static @Nullable Weighted classifier(
      GraphPath path, GraphNode node, int width, Task task) {
    float[] coefficients = node.reals("coefficients");
    int sums = coefficients.length / width;
    AnswerSum answer = AnswerSum.ofClassifier(path, node, sums, task);
    boolean whole = sums > 0 && coefficients.length == sums * width;
    return whole && answer != null ? weighted(node, coefficients, answer) : null;
  }

  private static @Nullable Weighted regressor(GraphNode node, int steps, int width, AnswerSum one) {
    float[] coefficients = node.reals("coefficients");
    boolean plain =
        steps == 1
            && coefficients.length == width
            && node.whole("targets", 1) == 1
            && List.of("", "NONE").contains(node.text("post_transform"));
    return plain ? weighted(node, coefficients, one) : null;
  }

  /** Null if there is not one intercept for each sum, or none at all. */
  private static @Nullable Weighted weighted(
      GraphNode node, float[] coefficients, AnswerSum answer) {
    float[] intercepts = node.reals("intercepts");
    int sums = answer.factors().length;
    if (intercepts.length != 0 && intercepts.length != sums) {
      return null;
    }
    int width = coefficients.length / sums;
    double[] weights = new double[width];
    double bias = answer.offset();
    for (int sum = 0; sum < sums; sum++) {
      double factor = answer.factors()[sum];
      for (int i = 0; i < width; i++) {
        weights[i] += factor * coefficients[sum * width + i];
      }
      bias += intercepts.length == 0 ? 0 : factor * intercepts[sum];
    }
    return new Weighted(weights, bias, answer.link());
  }

  /** A product with one column, to which a number may be added. */
  private static @Nullable Weighted product(
      GraphPath path, List<Step> rest, int width, AnswerSum one) {
    float[] said = weights(path, rest.get(0));
    if (said == null || said.length != width) {
      return null;
    }
    double bias = bias(path, rest.get(0).node());
    if (rest.size() == 2) {
      bias += added(path, rest.get(1));
    }
    double[] weights = new double[width];
    for (int i = 0; i < width; i++) {
      weights[i] = said[i];
    }
    return Double.isNaN(bias) ? null : new Weighted(weights, bias, one.link());
  }

  private static float @Nullable [] weights(GraphPath path, Step step) {
    GraphNode node = step.node();
    boolean product =
        node.is(OnnxModel.STANDARD, "MatMul")
            || (node.is(OnnxModel.STANDARD, "Gemm") && isPlain(node));
    return product && node.inputs().get(0).equals(step.before())
        ? path.reals(node.inputs().get(1))
        : null;
  }

  /**
   * Exporters write the factors out even where they are 1; of one column it does not matter how it
   * lies.
   */
  private static boolean isPlain(GraphNode gemm) {
    return gemm.real("alpha", 1) == 1 && gemm.real("beta", 1) == 1 && gemm.whole("transA", 0) == 0;
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
}
