package io.tidemark.models.importing;

import io.tidemark.core.score.Task;
import io.tidemark.models.onnx.ProbabilityRounding;
import java.util.Arrays;
import java.util.List;

/**
 * What the house's output is made of.
 *
 * @param task that it is for
 * @param outputs one, or a mean and a standard deviation
 * @param step what is laid over them
 * @param column that is taken then; -1 for all
 */
record AnswerSource(Task task, List<GraphOutput> outputs, Step step, int column) {

  /** What makes probabilities of numbers. */
  enum Step {
    AS_IT_IS,
    SIGMOID,
    SOFTMAX
  }

  /** The name that the output gets. */
  String name() {
    return task == Task.DIRECTION ? "probability" : "prediction";
  }

  /** Numbers a row of the house's output. */
  int width() {
    return column >= 0 ? 1 : outputs.stream().mapToInt(GraphOutput::width).sum();
  }

  /** Whether every answer must lie between 0 and 1. */
  boolean isProbability() {
    return task == Task.DIRECTION || task.hasClasses();
  }

  /** Whether the answer is a sum that may be beyond 0 and 1 by its rounding. */
  boolean isRounded() {
    return isProbability()
        && step == Step.AS_IT_IS
        && outputs.stream().anyMatch(output -> !output.bounded());
  }

  /**
   * The same without the help of any graph, so that it can be held against one.
   *
   * @param numbers of one row, of all outputs one after the other
   */
  double[] answer(double[] numbers) {
    double[] answer = numbers.clone();
    if (step == Step.SIGMOID) {
      for (int i = 0; i < answer.length; i++) {
        answer[i] = 1 / (1 + Math.exp(-answer[i]));
      }
    } else if (step == Step.SOFTMAX) {
      double most = Double.NEGATIVE_INFINITY;
      for (double number : answer) {
        most = Math.max(most, number);
      }
      double sum = 0;
      for (int i = 0; i < answer.length; i++) {
        answer[i] = Math.exp(answer[i] - most);
        sum += answer[i];
      }
      for (int i = 0; i < answer.length; i++) {
        answer[i] /= sum;
      }
    } else if (isRounded()) {
      answer = Arrays.stream(answer).map(ProbabilityRounding::without).toArray();
    }
    return column < 0 ? answer : new double[] {answer[column]};
  }
}
