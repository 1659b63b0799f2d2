package io.tidemark.models.explain;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph in which each operator takes what the one before it made, and constants.
 *
 * @param steps from the input on, without those that change the shape alone, and without the
 *     sigmoid at the end
 * @param constants by name
 * @param sigmoid whether a sigmoid stood at the end: what comes before it are log-odds
 */
record GraphPath(List<Step> steps, Map<String, ConstantTensor> constants, boolean sigmoid) {

  private static final Set<String> SHAPES = Set.of("Flatten", "Identity", "Reshape", "Squeeze");

  /**
   * An operator on the path.
   *
   * @param node the operator
   * @param before the name of what it takes of the one before it
   */
  record Step(GraphNode node, String before) {}

  /** The path of a graph; null if it is none. */
  static @Nullable GraphPath of(ModelGraph graph) {
    if (graph.fed().size() != 1 || graph.outputs().size() != 1) {
      return null;
    }
    Map<String, ConstantTensor> constants = new HashMap<>(graph.constants());
    Map<String, GraphNode> takers = new HashMap<>();
    for (GraphNode node : graph.nodes()) {
      ConstantTensor said = node.is(OnnxModel.STANDARD, "Constant") ? node.tensor("value") : null;
      if (said != null) {
        constants.put(node.outputs().get(0), said);
      } else if (takersOf(node, constants, takers) != 1) {
        return null;
      }
    }
    List<Step> steps = new ArrayList<>();
    String at = graph.fed().get(0).name();
    String end = graph.outputs().get(0).name();
    while (!at.equals(end)) {
      GraphNode node = takers.remove(at);
      if (node == null || node.outputs().size() != 1) {
        return null;
      }
      if (!node.domain().equals(OnnxModel.STANDARD) || !SHAPES.contains(node.operator())) {
        steps.add(new Step(node, at));
      }
      at = node.outputs().get(0);
    }
    return takers.isEmpty() ? withoutSigmoid(steps, constants) : null;
  }

  /** Notes who takes each value that is no constant; how many such values the node takes. */
  private static int takersOf(
      GraphNode node, Map<String, ConstantTensor> constants, Map<String, GraphNode> takers) {
    int values = 0;
    for (String input : node.inputs()) {
      if (!input.isEmpty() && !constants.containsKey(input)) {
        values += takers.put(input, node) == null ? 1 : 2; // taken twice is no path
      }
    }
    return values;
  }

  private static GraphPath withoutSigmoid(List<Step> steps, Map<String, ConstantTensor> constants) {
    int last = steps.size() - 1;
    boolean sigmoid = last >= 0 && steps.get(last).node().is(OnnxModel.STANDARD, "Sigmoid");
    return new GraphPath(sigmoid ? steps.subList(0, last) : steps, constants, sigmoid);
  }

  /** The numbers of a constant of floats; null if there is none of this name. */
  float @Nullable [] reals(String name) {
    ConstantTensor constant = constants.get(name);
    float[] reals = constant == null ? new float[0] : constant.reals();
    return reals.length == 0 ? null : reals;
  }
}
