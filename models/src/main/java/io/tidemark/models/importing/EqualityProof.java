package io.tidemark.models.importing;

import ai.onnxruntime.OrtException;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OnnxGraph;
import io.tidemark.models.onnx.OnnxModelWriter;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * That a rewritten graph answers as the original does: both are run on the same rows, one by one
 * and in batches. What the original is fed, and what is read of its answers, is worked out here in
 * Java and not by the operators that were added.
 *
 * @param rows that were compared
 * @param largest relative difference between the two
 * @param batchEffect largest relative difference that the other rows of a batch make
 * @param answers of the rewritten graph, as far as they are numbers
 * @param exported what the original answered, as far as it was numbers, before a sigmoid or softmax
 *     was laid over it
 */
record EqualityProof(
    int rows,
    double largest,
    double batchEffect,
    DoubleSummaryStatistics answers,
    DoubleSummaryStatistics exported) {

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

  /** Whether what was read as a logit is no such thing. */
  boolean isSquashedTwice(AnswerSource form) {
    return form.step() != AnswerSource.Step.AS_IT_IS
        && exported.getMin() >= 0
        && exported.getMax() <= 1;
  }

  /** How many rows can be compared of a model of such a cost. */
  static int rows(long operations) {
    long affordable = MOST_OPERATIONS / RUNS / Math.max(1, operations);
    return (int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, affordable));
  }

  /**
   * Runs both.
   *
   * @param plan of the rewrite
   * @param form of the answers
   * @param model the rewritten graph
   * @param rows all features of each bar, bar after bar; not more than {@link #rows}
   * @throws OrtException if the original does not run
   * @throws ModelRejectedException if the rewritten graph does not load
   */
  static EqualityProof of(GraphPlan plan, AnswerSource form, HouseModel model, float[][] rows)
      throws OrtException, ModelRejectedException {
    int features = rows[0].length / plan.window();
    int most = BATCHES.get(BATCHES.size() - 1);
    // A sigmoid of the runtime is exact to 1e-7 of 1, not of what it answers.
    double floor = form.step() == AnswerSource.Step.AS_IT_IS ? SMALL : 1;
    try (ForeignSession original =
            new ForeignSession(
                OnnxModelWriter.write(plan.original()), plan.inputs(), form.outputs(), features);
        OnnxGraph rewritten =
            OnnxGraph.open(
                model.file(), model.bytes(), model.opset(), model.input(), model.output(), most)) {
      Comparison comparison = new Comparison(floor);
      double[][] alone = batches(rewritten, rows, 1);
      double[][] exported = original(original, plan, rows, 1);
      comparison.equal(alone, answers(form, exported));
      double whole = form.isProbability() ? 1 : SMALL; // any order of additions is a batch's own
      double effect = 0;
      for (int size : BATCHES) {
        double[][] together = batches(rewritten, rows, size);
        effect = Math.max(effect, new Comparison(whole).equal(alone, together));
        if (plan.fixedBatch() == 0) {
          comparison.equal(together, answers(form, original(original, plan, rows, size)));
        }
      }
      return new EqualityProof(
          rows.length, comparison.largest, effect, range(alone), range(exported));
    }
  }

  private static DoubleSummaryStatistics range(double[][] numbers) {
    return Arrays.stream(numbers)
        .flatMapToDouble(Arrays::stream)
        .filter(number -> !Double.isNaN(number))
        .summaryStatistics();
  }

  private static double[][] answers(AnswerSource form, double[][] exported) {
    return Arrays.stream(exported).map(form::answer).toArray(double[][]::new);
  }

  private static double[][] original(
      ForeignSession session, GraphPlan plan, float[][] rows, int size) throws OrtException {
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
        answers[i] = numbers[i - from];
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

  /** The largest difference so far. */
  private static final class Comparison {
    private final double floor;
    private double largest;

    /**
     * @param floor below which a difference is an absolute one
     */
    Comparison(double floor) {
      this.floor = floor;
    }

    double equal(double[][] one, double[][] other) {
      for (int row = 0; row < one.length; row++) {
        for (int i = 0; i < one[row].length; i++) {
          largest = Math.max(largest, difference(one[row][i], other[row][i]));
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
