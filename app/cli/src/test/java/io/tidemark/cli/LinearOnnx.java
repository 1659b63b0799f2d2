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
    return write(
        file,
        width,
        List.of(
            GraphNode.of("MatMul", List.of("x", "w"), "sums", Map.of()),
            GraphNode.of(last, List.of("sums"), "y", Map.of())),
        Map.of("w", matrix("w", width, weights)));
  }

  /**
   * Writes one of a probability that answers NaN where its second feature is below a limit.
   *
   * @param weights one for each feature
   */
  static Path writeAbstaining(Path file, float limit, float... weights) throws IOException {
    return write(
        file,
        1,
        List.of(
            GraphNode.of("MatMul", List.of("x", "w"), "sums", Map.of()),
            GraphNode.of("MatMul", List.of("x", "second"), "value", Map.of()),
            GraphNode.of("Sub", List.of("value", "limit"), "above", Map.of()),
            GraphNode.of("Sqrt", List.of("above"), "root", Map.of()),
            GraphNode.of("Mul", List.of("root", "zero"), "nothing", Map.of()),
            GraphNode.of("Add", List.of("sums", "nothing"), "logit", Map.of()),
            GraphNode.of("Sigmoid", List.of("logit"), "y", Map.of())),
        Map.of(
            "w", matrix("w", 1, weights),
            "second", matrix("second", 1, 0, 1, 0),
            "limit", ConstantTensor.floats("limit", new long[] {1}, limit),
            "zero", ConstantTensor.floats("zero", new long[] {1}, 0)));
  }

  private static ConstantTensor matrix(String name, long width, float... weights) {
    return ConstantTensor.floats(name, new long[] {FEATURES, width}, weights);
  }

  private static Path write(
      Path file, long width, List<GraphNode> nodes, Map<String, ConstantTensor> constants)
      throws IOException {
    ModelGraph graph =
        new ModelGraph(
            "linear",
            nodes,
            constants,
            List.of(ValueType.tensor("x", ElementType.FLOAT, -1, FEATURES)),
            List.of(ValueType.tensor("y", ElementType.FLOAT, -1, width)),
            false);
    OnnxModel model =
        new OnnxModel(8, "stranger", new TreeMap<>(Map.of("", 17L)), graph, List.of());
    return Files.write(file, OnnxModelWriter.write(model));
  }
}
