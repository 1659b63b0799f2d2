package io.tidemark.cli;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelWriter;
import io.tidemark.models.onnx.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A linear model of three features in a file, as a stranger would bring it. */
final class LinearOnnx {

  private static final int FEATURES = 3;

  private LinearOnnx() {}

  /**
   * Writes a file.
   *
   * @param last the operator behind the sums, such as Sigmoid
   * @param weights [3, numbers of an answer], one feature after the other
   */
  static Path write(Path file, String last, float... weights) throws IOException {
    long width = weights.length / FEATURES;
    ModelGraph graph =
        new ModelGraph(
            "linear",
            List.of(
                GraphNode.of("MatMul", List.of("x", "w"), "sums", Map.of()),
                GraphNode.of(last, List.of("sums"), "y", Map.of())),
            Map.of("w", ConstantTensor.floats("w", new long[] {FEATURES, width}, weights)),
            List.of(ValueType.tensor("x", ElementType.FLOAT, -1, FEATURES)),
            List.of(ValueType.tensor("y", ElementType.FLOAT, -1, width)),
            false);
    OnnxModel model =
        new OnnxModel(8, "stranger", new TreeMap<>(Map.of("", 17L)), graph, List.of());
    return Files.write(file, OnnxModelWriter.write(model));
  }
}
