package io.tidemark.models.explain;

import io.tidemark.core.explain.Link;
import io.tidemark.core.score.Task;
import io.tidemark.models.onnx.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * How the number that is shared out follows from the sums of an operator: {@code offset} and each
 * sum times its factor.
 *
 * @param factors one for each sum of the operator
 * @param offset in the unit of the link
 * @param link the unit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AnswerSum(double[] factors, double offset, Link link) {

  /** Of an operator of one sum; null if its task has no such unit. */
  static @Nullable AnswerSum ofOne(GraphPath path, Task task) {
    boolean plain = path.column() <= 0 && (!path.sigmoid() || task == Task.DIRECTION);
    Link link = path.sigmoid() ? Link.LOG_ODDS : unit(task);
    return plain ? new AnswerSum(new double[] {1}, 0, link) : null;
  }

  /**
   * Of a classifier; null if its answer is no sum, or not of one class.
   *
   * @param sums how many it has: one for each class, or one for the second of two
   */
  static @Nullable AnswerSum ofClassifier(GraphPath path, GraphNode node, int sums, Task task) {
    int classes = classes(node);
    int column = path.column();
    boolean fits = sums == classes || (sums == 1 && classes == 2);
    if (!fits || column < 0 || column >= classes || path.sigmoid()) {
      return null;
    }
    String transform = node.text("post_transform");
    boolean odds = transform.equals("LOGISTIC") || transform.equals("SOFTMAX");
    if (odds ? task != Task.DIRECTION : !transform.isEmpty() && !transform.equals("NONE")) {
      return null;
    }
    double[] factors = new double[sums];
    if (sums == 1) {
      factors[0] = column == 1 ? 1 : -1;
      return odds
          ? new AnswerSum(factors, 0, Link.LOG_ODDS)
          : new AnswerSum(factors, 1 - column, unit(task)); // of two classes one has the rest
    }
    factors[column] = 1;
    if (transform.equals("SOFTMAX")) {
      if (classes != 2) {
        return null; // the odds against several others are no sum
      }
      factors[1 - column] = -1;
    }
    return new AnswerSum(factors, 0, odds ? Link.LOG_ODDS : unit(task));
  }

  private static int classes(GraphNode node) {
    return node.wholes("classlabels_int64s").length
        + node.wholes("classlabels_ints").length
        + node.texts("classlabels_strings").size();
  }

  private static Link unit(Task task) {
    return task == Task.DIRECTION ? Link.PROBABILITY : Link.SCORE;
  }
}
