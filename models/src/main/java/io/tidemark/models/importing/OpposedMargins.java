package io.tidemark.models.importing;

import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.OnnxModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells the classifiers of two classes whose scores are one margin and its opposite, as converters
 * write them with {@code raw_scores}.
 */
final class OpposedMargins {

  private OpposedMargins() {}

  /** Whether an operator answers {@code [-z, z]}. */
  static boolean are(@Nullable GraphNode node) {
    if (node == null || !isRaw(node.text("post_transform"))) {
      return false;
    }
    if (node.is(OnnxModel.ML, "LinearClassifier")) {
      return isOpposed(node.reals("coefficients")) && isOpposed(node.reals("intercepts"));
    }
    return node.is(OnnxModel.ML, "TreeEnsembleClassifier") && isOneSum(node);
  }

  private static boolean isRaw(String transform) {
    return transform.isEmpty() || transform.equals("NONE");
  }

  /** The second half is the first with another sign; also where there are no numbers. */
  private static boolean isOpposed(float[] numbers) {
    int half = numbers.length / 2;
    for (int i = 0; i < half; i++) {
      if (numbers[i] != -numbers[half + i]) {
        return false;
      }
    }
    return numbers.length % 2 == 0;
  }

  /** The runtime answers {@code [1 - z, z]} where no weight is negative. */
  private static boolean isOneSum(GraphNode node) {
    boolean negative = false;
    for (float weight : node.reals("class_weights")) {
      negative |= weight < 0;
    }
    return negative && Arrays.stream(node.wholes("class_ids")).distinct().count() == 1;
  }
}
