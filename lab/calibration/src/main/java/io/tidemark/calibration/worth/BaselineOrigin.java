package io.tidemark.calibration.worth;

import io.tidemark.models.Baseline;
import io.tidemark.models.LoadedModel;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a baseline is of the rows that a model was trained on: each of its vectors must be one of
 * them to the last bit, and its score the one that the model gives to that row's whole window. Rows
 * with equal vectors may have any of their scores.
 */
final class BaselineOrigin {

  private static final float TOLERANCE = 1e-5f;

  private final LoadedModel model;
  private final Map<FloatBuffer, List<Float>> answers = new HashMap<>();

  BaselineOrigin(LoadedModel model) {
    this.model = model;
    for (int row = 0; row < model.baseline().rows(); row++) {
      answers.put(vector(row), new ArrayList<>());
    }
  }

  /** A row of the training period, with the window that ends with it. */
  void take(float[] vector, float[] window) {
    List<Float> of = answers.get(FloatBuffer.wrap(vector));
    if (of != null) {
      of.add(model.score(window));
    }
  }

  List<String> violations() {
    Baseline baseline = model.baseline();
    boolean scored = model.metadata().form().hasScore();
    float tolerance = scored ? TOLERANCE * scale(baseline.scores()) : 0;
    int unknown = 0;
    int others = 0;
    for (int row = 0; row < baseline.rows(); row++) {
      List<Float> own = answers.getOrDefault(vector(row), List.of());
      if (own.isEmpty()) {
        unknown++;
      } else if (scored) {
        float recorded = baseline.scores()[row];
        others += own.stream().allMatch(score -> !near(score, recorded, tolerance)) ? 1 : 0;
      }
    }
    List<String> found = new ArrayList<>();
    if (unknown > 0) {
      found.add(
          "baseline.csv: expected rows of the export's training period, found %d of %d that are not: the baseline is of other data; write it from this export, or name every export of this model"
              .formatted(unknown, baseline.rows()));
    }
    if (others > 0) {
      found.add(
          "baseline.csv: expected the scores that the model gives to the export's rows, found others in %d of %d rows: the baseline is another model's; write it with this one"
              .formatted(others, baseline.rows()));
    }
    return found;
  }

  private static boolean near(float score, float recorded, float tolerance) {
    return Math.abs(score - recorded) <= tolerance;
  }

  /** Scores of probabilities are at most 1; others are held against the largest. */
  private float scale(float[] scores) {
    float largest = model.metadata().form().task().hasSides() ? 1 : Float.MIN_NORMAL;
    for (float score : scores) {
      largest = Math.max(largest, Math.abs(score));
    }
    return largest;
  }

  private FloatBuffer vector(int row) {
    float[] vector = new float[model.featureNames().size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = model.baseline().columns()[i][row];
    }
    return FloatBuffer.wrap(vector);
  }
}
