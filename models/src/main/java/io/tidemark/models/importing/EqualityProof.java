package io.tidemark.models.importing;

import ai.onnxruntime.OrtException;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OnnxGraph;
import io.tidemark.models.onnx.OnnxModelWriter;
import java.util.Arrays;
import java.util.List;

/**
 * That a rewritten graph answers as the original does: both are run on the same random rows, one by
 * one and in batches. What the original is fed, and what is read of its answers, is worked out
 * here in Java and not by the operators that were added.
 *
 * @param rows that were compared
 * @param largest relative difference between the two
 * @param batchEffect largest relative difference that the other rows of a batch make
 * @param lowest answer
 * @param highest answer; below {@code lowest} if no row got a number
 */
record EqualityProof(int rows, double largest, double batchEffect, double lowest, double highest) {

  /** Largest relative difference of equal answers. */
  static final double TOLERANCE = 1e-6;

  /** Each of these sizes is as likely to take another way through the runtime as any. */
  static final List<Integer> BATCHES = List.of(2, 5, 32);

  private static final int MOST_ROWS = 64;
  private static final int FEWEST_ROWS = 4;

  /** About ten seconds of one core. */
  private static final long MOST_OPERATIONS = 20_000_000_000L;

  /** One by one and in three sizes of batch, of two graphs, the first way of each once more. */
  private static final int RUNS = 10;

  /** Below this the difference of two answers is an absolute one. */
  private static final double SMALL = 1e-3;

  /** Whether the other rows of a batch change an answer. */
  boolean isScoredAlone() {
    return batchEffect > TOLERANCE;
  }

  /** How many rows are compared of a model of such a cost. */
  private static int rows(long operations) {
    long affordable = MOST_OPERATIONS / RUNS / Math.max(1, operations);
    return (int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, affordable));
  }

  /**
   * Runs both.
   *
   * @param plan of the rewrite
   * @param form of the answers
   * @param model the rewritten graph
   * @param operations that an input costs
   * @throws OrtException if the original does not run
   * @throws ModelRejectedException if the rewritten graph does not load
   */
  static EqualityProof of(
      GraphPlan plan, AnswerForm form, HouseModel model, int features, long operations)
      throws OrtException, ModelRejectedException {
    float[][] rows = RandomRows.of(rows(operations), features * plan.window());
    int most = BATCHES.get(BATCHES.size() - 1);
    try (ForeignSession original =
            new ForeignSession(
                OnnxModelWriter.write(plan.original()), plan.inputs(), form.outputs(), features);
        OnnxGraph rewritten =
            OnnxGraph.open(
                model.file(), model.bytes(), model.opset(), model.input(), model.output(), most)) {
      Comparison comparison = new Comparison(form);
      double[][] alone = batches(rewritten, rows, 1);
      comparison.equal(alone, original(original, plan, form, rows, 1));
      double effect = 0;
      for (int size : BATCHES) {
        double[][] together = batches(rewritten, rows, size);
        effect = Math.max(effect, new Comparison(form).equal(alone, together));
        if (plan.fixedBatch() == 0) {
          comparison.equal(together, original(original, plan, form, rows, size));
        }
      }
      return new EqualityProof(
          rows.length, comparison.largest, effect, comparison.lowest, comparison.highest);
    }
  }

  private static double[][] original(
      ForeignSession session, GraphPlan plan, AnswerForm form, float[][] rows, int size)
      throws OrtException {
    double[][] answers = new double[rows.length][];
    for (int from = 0; from < rows.length; from += size) {
      int to = Math.min(rows.length, from + size);
      float[][] batch = Arrays.copyOfRange(rows, from, to);
      if (plan.fixedBatch() > 0) {
        batch = new float[plan.fixedBatch()][];
        Arrays.fill(batch, rows[from]);
      }
      double[][] numbers = session.run(batch);
      for (int i = from; i < to; i++) {
        answers[i] = form.answer(numbers[i - from]);
      }
    }
    return answers;
  }

  private static double[][] batches(OnnxGraph graph, float[][] rows, int size) {
    double[][] answers = new double[rows.length][graph.outputWidth()];
    float[] inputs = new float[size * graph.inputWidth()];
    float[] made = new float[size * graph.outputWidth()];
    for (int from = 0; from < rows.length; from += size) {
      int count = Math.min(size, rows.length - from);
      for (int i = 0; i < count; i++) {
        System.arraycopy(rows[from + i], 0, inputs, i * graph.inputWidth(), graph.inputWidth());
      }
      graph.run(inputs, count, made);
      for (int i = 0; i < count * graph.outputWidth(); i++) {
        answers[from + i / graph.outputWidth()][i % graph.outputWidth()] = made[i];
      }
    }
    return answers;
  }

  /** The largest difference so far, and the range of the answers. */
  private static final class Comparison {
    private final double floor;
    private double largest;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    Comparison(AnswerForm form) {
      // A sigmoid of the runtime is exact to 1e-7 of 1, not of what it answers.
      floor = form.step() == AnswerForm.Step.AS_IT_IS ? SMALL : 1;
    }

    double equal(double[][] one, double[][] other) {
      for (int row = 0; row < one.length; row++) {
        for (int i = 0; i < one[row].length; i++) {
          largest = Math.max(largest, difference(one[row][i], other[row][i]));
          if (!Double.isNaN(one[row][i])) {
            lowest = Math.min(lowest, one[row][i]);
            highest = Math.max(highest, one[row][i]);
          }
        }
      }
      return largest;
    }

    private double difference(double a, double b) {
      if (Double.compare(a, b) == 0 || a == b) {
        return 0;
      }
      double difference = Math.abs(a - b) / Math.max(floor, Math.max(Math.abs(a), Math.abs(b)));
      return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
  }
}
