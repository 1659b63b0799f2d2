package io.tidemark.models.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rounding adds to a probability that is a sum of floats, and the operators at the end of a
 * graph that take it off: {@code y = x - max(min(x - 1, t), 0)}, then {@code y - min(max(y, -t),
 * 0)}. A number within 0 and 1 stays as it is to the last bit, and NaN stays NaN. One that is
 * farther out comes nearer by {@code t} and stays out, so that it is refused as no probability.
 */
public final class ProbabilityRounding {

  /**
   * How far beyond 0 and 1 a sum may be. A float sum of a thousand equal shares, as a forest of a
   * thousand trees makes it, is 9.3e-6 from 1; this is also what {@code --expected} allows.
   */
  public static final float TOLERANCE = 1e-5f;

  private final Map<String, GraphNode> makers = new HashMap<>();
  private final Map<String, ConstantTensor> constants;
  private final Set<GraphNode> found = new HashSet<>();

  private ProbabilityRounding(ModelGraph graph) {
    this.constants = graph.constants();
    graph.nodes().forEach(node -> node.outputs().forEach(made -> makers.put(made, node)));
  }

  /** The same of one number. */
  public static double without(double number) {
    double below = number - Math.max(Math.min(number - 1, TOLERANCE), 0);
    return below - Math.min(Math.max(below, -TOLERANCE), 0);
  }

  /** The graph of one output without the operators at its end; the same if it has none. */
  public static ModelGraph without(ModelGraph graph) {
    ProbabilityRounding end = new ProbabilityRounding(graph);
    ValueType output = graph.outputs().get(0);
    String low = end.less(output.name(), List.of("Min", "Max"), 0, -TOLERANCE);
    String high = end.less(low, List.of("Max", "Min", "Sub"), 0, TOLERANCE, 1);
    if (high.isEmpty()) {
      return graph;
    }
    return graph
        .withNodes(graph.nodes().stream().filter(node -> !end.found.contains(node)).toList())
        .withOutputs(List.of(new ValueType(high, output.kind(), output.element(), output.shape())));
  }

  /** What a value is less a chain of operators over itself; empty if it is no such difference. */
  private String less(String made, List<String> operators, float... with) {
    GraphNode difference = makers.get(made);
    if (difference == null || !difference.is(OnnxModel.STANDARD, "Sub")) {
      return "";
    }
    String whole = difference.inputs().get(0);
    String at = difference.inputs().get(1);
    found.add(difference);
    for (int i = 0; i < with.length; i++) {
      GraphNode node = makers.get(at);
      if (node == null
          || !node.is(OnnxModel.STANDARD, operators.get(i))
          || node.inputs().size() != 2
          || !isNumber(node.inputs().get(1), with[i])) {
        return "";
      }
      found.add(node);
      at = node.inputs().get(0);
    }
    return at.equals(whole) ? whole : "";
  }

  private boolean isNumber(String name, float number) {
    ConstantTensor constant = constants.get(name);
    return constant != null && Arrays.equals(constant.reals(), new float[] {number});
  }
}
