package io.tidemark.models;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Inputs of the test period and the answers the model gave when it was made. One line each: the
 * vectors of its bars one after the other, oldest first, and the numbers of the answer.
 */
public final class Golden {

  /**
   * How far a number may be from the recorded one, in its {@link #scale}; processors differ in the
   * last bits.
   */
  static final float TOLERANCE = 1e-6f;

  /** Every load scores them all. */
  static final int MOST_ROWS = 4_096;

  private final String file;
  private final NumberTable table;
  private final AnswerForm form;

  private Golden(String file, NumberTable table, AnswerForm form) {
    this.file = file;
    this.table = table;
    this.form = form;
  }

  static Golden parse(String file, byte[] bytes, Manifest manifest) throws ModelRejectedException {
    NumberTable table = NumberTable.parse(file, bytes, columns(manifest));
    if (table.rows() > MOST_ROWS) {
      throw ModelRejectedException.of(file, "at most " + MOST_ROWS + " rows", table.rows());
    }
    return new Golden(file, table, manifest.graph().form());
  }

  /** {@code rsi(14)@-2} is the feature two bars before the last one, {@code rsi(14)} the last. */
  private static List<String> columns(Manifest manifest) {
    List<String> names = new ArrayList<>();
    for (int back = manifest.bars().window() - 1; back > 0; back--) {
      for (String name : manifest.featureNames()) {
        names.add(name + "@-" + back);
      }
    }
    names.addAll(manifest.featureNames());
    if (manifest.graph().outputs().isEmpty()) {
      names.add(manifest.graph().output().name());
    }
    manifest.graph().outputs().forEach(output -> names.add(output.name()));
    return names;
  }

  /** How many inputs there are. */
  public int rows() {
    return table.rows();
  }

  /** A whole window: the vectors of its bars one after the other, oldest first. */
  public float[] input(int row) {
    float[] features = new float[table.columns().length - form.width()];
    for (int i = 0; i < features.length; i++) {
      features[i] = table.columns()[i][row];
    }
    return features;
  }

  /** One number of a recorded answer. */
  float expected(int row, int output) {
    return recorded(output)[row];
  }

  private float[] recorded(int output) {
    return table.columns()[table.columns().length - form.width() + output];
  }

  /** What its numbers are measured in: 1 of a probability, else the largest recorded one. */
  float scale(int output) {
    ModelOutput.Role role = form.outputs().get(output).role();
    if (role != Role.MEAN
        && role != Role.SIGMA
        && role != Role.QUANTILE
        && role != Role.VOLATILITY) {
      return 1;
    }
    float largest = Float.MIN_NORMAL;
    for (float number : recorded(output)) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  /** The largest difference there is, in its scale; none may be beyond {@code tolerance}. */
  float requireEqual(OnnxScorer scorer, float tolerance) throws ModelRejectedException {
    float largest = 0;
    for (int row = 0; row < rows(); row++) {
      largest = Math.max(largest, requireEqual(row, scorer.answer(input(row)), tolerance));
    }
    return largest;
  }

  /**
   * Holds one answer against the recorded one.
   *
   * @param row of {@link #input}
   * @param found the numbers of the answer, as many as the model's
   * @param tolerance how far a number may be from the recorded one: of a probability as it is, of
   *     any other in the largest recorded one
   * @return the largest difference, in the same measure
   * @throws ModelRejectedException if a number is farther, or the answer makes no sense
   */
  public float requireEqual(int row, float[] found, float tolerance) throws ModelRejectedException {
    String where = file + ": line " + (row + 2);
    requireSound(where, found);
    float largest = 0;
    for (int output = 0; output < found.length; output++) {
      float scale = scale(output);
      float difference = Math.abs(found[output] - expected(row, output));
      if (difference > tolerance * scale) {
        throw ModelRejectedException.of(
            where, expected(row, output) + " within " + tolerance * scale, found[output]);
      }
      largest = Math.max(largest, difference / scale);
    }
    return largest;
  }

  private void requireSound(String where, float[] found) throws ModelRejectedException {
    Prediction prediction = Prediction.of(form, found, 0);
    if (prediction.isValid()) {
      return;
    }
    if (form.task() == Task.DIRECTION) {
      throw ModelRejectedException.of(where, "a probability within 0 and 1", found[0]);
    }
    throw new ModelRejectedException(
        where + ": found " + Arrays.toString(found) + ", " + form.task().fault());
  }

  /**
   * Whether the answers have the same bits whatever is scored beside them, on this very processor:
   * the golden inputs in turn, in batches of each size.
   *
   * @param asked what the scorer is asked of an input
   */
  boolean holdsInBatches(OnnxScorer scorer, UnaryOperator<float[]> asked) {
    int most = OnnxScorer.MAX_BATCH;
    int width = asked.apply(input(0)).length;
    float[] inputs = new float[most * width];
    int numbers = form.width();
    int[] alone = new int[most * numbers];
    for (int i = 0; i < most; i++) {
      float[] input = asked.apply(input(i % rows()));
      System.arraycopy(input, 0, inputs, i * width, width);
      float[] answer = scorer.answer(input);
      for (int output = 0; output < numbers; output++) {
        alone[i * numbers + output] = Float.floatToIntBits(answer[output]);
      }
    }
    float[] answers = new float[most * numbers];
    for (int size = 2; size <= most; size++) {
      scorer.score(inputs, size, answers);
      for (int i = 0; i < size * numbers; i++) {
        if (Float.floatToIntBits(answers[i]) != alone[i]) {
          return false;
        }
      }
    }
    return true;
  }

  /** The same file {@code csv} with another model's, or runtime's, answers. */
  byte[] answeredBy(OnnxScorer scorer, byte[] csv) {
    List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
    StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
    for (int row = 0; row < rows(); row++) {
      String line = lines.get(row + 1);
      int end = line.length();
      for (int output = 0; output < form.width(); output++) {
        end = line.lastIndexOf(',', end - 1);
      }
      text.append(line, 0, end);
      for (float number : scorer.answer(input(row))) {
        text.append(',').append(number);
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
