package io.tidemark.models.importing;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which values of a graph are zeros whatever is fed, such as the first state of an LSTM. */
final class ZeroValues {

  /** Operators that make zeros of zeros, whatever their other inputs say. */
  private static final Set<String> KEEPING =
      Set.of(
          "Cast",
          "Expand",
          "Flatten",
          "Gather",
          "Identity",
          "Reshape",
          "Slice",
          "Squeeze",
          "Tile",
          "Transpose",
          "Unsqueeze");

  private ZeroValues() {}

  static Set<String> of(ModelGraph graph) {
    Map<String, ConstantTensor> constants = GraphEdit.constants(graph);
    Set<String> zeros = new HashSet<>();
    constants.forEach(
        (name, tensor) -> {
          if (tensor.isZero()) {
            zeros.add(name);
          }
        });
    for (GraphNode node : graph.nodes()) {
      if (isZero(node, zeros)) {
        zeros.addAll(node.outputs());
      }
    }
    return zeros;
  }

  private static boolean isZero(GraphNode node, Set<String> zeros) {
    if (!node.domain().equals(OnnxModel.STANDARD) || node.inputs().isEmpty()) {
      return false;
    }
    if (node.operator().equals("ConstantOfShape")) {
      ConstantTensor value = node.tensor("value");
      return value == null || value.isZero();
    }
    return KEEPING.contains(node.operator())
        ? zeros.contains(node.inputs().get(0))
        : node.operator().equals("Concat") && zeros.containsAll(node.inputs());
  }
}
