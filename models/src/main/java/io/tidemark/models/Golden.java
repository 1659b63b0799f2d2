package io.tidemark.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Inputs of the test period and the answers the model gave when it was made. One line each: the
 * vectors of its bars one after the other, oldest first, and the answer.
 */
final class Golden {

  /** How far an answer may be from the recorded one; processors differ in the last bits. */
  static final float TOLERANCE = 1e-6f;

  /** Every load scores them all. */
  static final int MOST_ROWS = 4_096;

  private final String file;
  private final NumberTable table;

  private Golden(String file, NumberTable table) {
    this.file = file;
    this.table = table;
  }

  static Golden parse(String file, byte[] bytes, Manifest manifest) throws ModelRejectedException {
    NumberTable table = NumberTable.parse(file, bytes, columns(manifest));
    if (table.rows() > MOST_ROWS) {
      throw ModelRejectedException.of(file, "at most " + MOST_ROWS + " rows", table.rows());
    }
    return new Golden(file, table);
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
    names.add(manifest.graph().output().name());
    return names;
  }

  int rows() {
    return table.rows();
  }

  float[] input(int row) {
    float[] features = new float[table.columns().length - 1];
    for (int i = 0; i < features.length; i++) {
      features[i] = table.columns()[i][row];
    }
    return features;
  }

  float expected(int row) {
    return table.columns()[table.columns().length - 1][row];
  }

  /** The largest difference there is; none may be beyond {@code tolerance}. */
  float requireEqual(OnnxScorer scorer, float tolerance) throws ModelRejectedException {
    float largest = 0;
    for (int row = 0; row < rows(); row++) {
      float found = scorer.score(input(row));
      String where = file + ": line " + (row + 2);
      if (!(found >= 0 && found <= 1)) {
        throw ModelRejectedException.of(where, "a probability within 0 and 1", found);
      }
      float difference = Math.abs(found - expected(row));
      if (difference > tolerance) {
        throw ModelRejectedException.of(where, expected(row) + " within " + tolerance, found);
      }
      largest = Math.max(largest, difference);
    }
    return largest;
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
    int[] alone = new int[most];
    for (int i = 0; i < most; i++) {
      float[] input = asked.apply(input(i % rows()));
      System.arraycopy(input, 0, inputs, i * width, width);
      alone[i] = Float.floatToIntBits(scorer.score(input));
    }
    float[] answers = new float[most];
    for (int size = 2; size <= most; size++) {
      scorer.score(inputs, size, answers);
      for (int i = 0; i < size; i++) {
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
      text.append(line, 0, line.lastIndexOf(',') + 1).append(scorer.score(input(row))).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
