package io.tidemark.models.explain;

import io.tidemark.models.explain.GraphPath.Step;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a graph does to each feature by itself before it adds up, such as scaling and clipping.
 *
 * @param stages one after the other
 */
record FeatureStages(List<Stage> stages) {

  /** Features as they are. */
  static final FeatureStages NONE = new FeatureStages(List.of());

  /** What happens to a feature. */
  interface Stage {
    double apply(int feature, double value);
  }

  /** Where the stages of a path end, and what they are. */
  record Beginning(FeatureStages stages, int steps) {}

  /** The stages with which a path begins. */
  static Beginning of(GraphPath path, int features) {
    List<Stage> found = new ArrayList<>();
    int at = 0;
    while (at < path.steps().size()) {
      List<Stage> more = stages(path, path.steps().get(at), features);
      if (more.isEmpty()) {
        break;
      }
      found.addAll(more);
      at++;
    }
    return new Beginning(new FeatureStages(List.copyOf(found)), at);
  }

  /** The row in the graph's own numbers: what a stage makes is rounded to a float. */
  float[] floats(float[] row) {
    float[] made = row.clone();
    for (int i = 0; i < made.length; i++) {
      for (Stage stage : stages) {
        made[i] = (float) stage.apply(i, made[i]);
      }
    }
    return made;
  }

  /** A feature's number without any rounding. */
  double exact(int feature, float number) {
    double value = number;
    for (Stage stage : stages) {
      value = stage.apply(feature, value);
    }
    return value;
  }

  /** Empty if the step is none of these. */
  private static List<Stage> stages(GraphPath path, Step step, int features) {
    GraphNode node = step.node();
    if (node.is(OnnxModel.ML, "Scaler")) {
      return scaler(node, features);
    }
    if (!node.domain().equals(OnnxModel.STANDARD) || !node.inputs().get(0).equals(step.before())) {
      return List.of();
    }
    if (node.operator().equals("Clip") && node.attributes().isEmpty()) {
      Stage clip = clip(path, node);
      return clip == null ? List.of() : List.of(clip);
    }
    float[] by = node.inputs().size() == 2 ? path.reals(node.inputs().get(1)) : null;
    if (by == null || !fits(by, features)) {
      return List.of();
    }
    return switch (node.operator()) {
      case "Sub" -> List.of(minus(by));
      case "Add" -> List.of((i, value) -> value + by[i % by.length]);
      case "Div" -> List.of((i, value) -> value / by[i % by.length]);
      case "Mul" -> List.of(times(by));
      default -> List.of();
    };
  }

  private static boolean fits(float[] numbers, int features) {
    return numbers.length == 1 || numbers.length == features;
  }

  private static Stage minus(float[] numbers) {
    return (i, value) -> value - numbers[i % numbers.length];
  }

  private static Stage times(float[] numbers) {
    return (i, value) -> value * numbers[i % numbers.length];
  }

  private static List<Stage> scaler(GraphNode node, int features) {
    float[] offset = node.reals("offset");
    float[] scale = node.reals("scale");
    return fits(offset, features) && fits(scale, features)
        ? List.of(minus(offset), times(scale)) // each is rounded by itself
        : List.of();
  }

  private static @Nullable Stage clip(GraphPath path, GraphNode node) {
    float[] low = node.inputs().size() == 3 ? path.reals(node.inputs().get(1)) : null;
    float[] high = node.inputs().size() == 3 ? path.reals(node.inputs().get(2)) : null;
    if (low == null || high == null || low.length != 1 || high.length != 1) {
      return null;
    }
    return (i, value) -> Math.min(Math.max(value, low[0]), high[0]);
  }
}
