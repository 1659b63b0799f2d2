package io.tidemark.models.explain;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ProbabilityRounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph in which each operator takes what the one before it made, and constants.
 *
 * @param steps from the input on, without those that hand on the same numbers, and without the
 *     choice of a column and the sigmoid at the end
 * @param constants by name
 * @param column which of the last step's columns is the answer; -1 if it has but one
 * @param sigmoid whether a sigmoid stood at the end: what comes before it are log-odds
 */
record GraphPath(
    List<Step> steps, Map<String, ConstantTensor> constants, int column, boolean sigmoid) {

  private static final Set<String> SHAPES = Set.of("Flatten", "Identity", "Reshape", "Squeeze");
  private static final Set<String> PICKERS = Set.of("Gather", "ArrayFeatureExtractor");

  /**
   * An operator on the path.
   *
   * @param node the operator
   * @param before the name of what it takes of the one before it
   */
  record Step(GraphNode node, String before) {}

  /** The path of a graph; null if it is none. */
  static @Nullable GraphPath of(ModelGraph whole) {
    if (whole.fed().size() != 1 || whole.outputs().size() != 1) {
      return null;
    }
    ModelGraph graph = ProbabilityRounding.without(whole);
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
      String made = node == null ? null : taken(node, takers, end);
      if (node == null || made == null) {
        return null;
      }
      if (!handsOn(node, constants)) {
        steps.add(new Step(node, at));
      }
      at = made;
    }
    return takers.isEmpty() ? withoutEnd(steps, constants) : null;
  }

  /** The only output that somebody takes, such as a classifier's without its label; or null. */
  private static @Nullable String taken(GraphNode node, Map<String, GraphNode> takers, String end) {
    List<String> taken =
        node.outputs().stream()
            .filter(output -> output.equals(end) || takers.containsKey(output))
            .toList();
    return taken.size() == 1 ? taken.get(0) : null;
  }

  /** Whether its numbers are those that it takes. */
  private static boolean handsOn(GraphNode node, Map<String, ConstantTensor> constants) {
    if (!node.domain().equals(OnnxModel.STANDARD)) {
      return false;
    }
    return switch (node.operator()) {
      case "Cast" -> node.whole("to", 0) == ElementType.FLOAT;
      case "Mul" -> node.inputs().stream().anyMatch(input -> isOne(constants.get(input)));
      default -> SHAPES.contains(node.operator());
    };
  }

  private static boolean isOne(@Nullable ConstantTensor constant) {
    return constant != null && Arrays.equals(constant.reals(), new float[] {1});
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

  private static GraphPath withoutEnd(List<Step> steps, Map<String, ConstantTensor> constants) {
    int left = steps.size();
    boolean sigmoid = left > 0 && steps.get(left - 1).node().is(OnnxModel.STANDARD, "Sigmoid");
    left -= sigmoid ? 1 : 0;
    int column = left > 0 ? column(steps.get(left - 1), constants) : -1;
    left -= column >= 0 ? 1 : 0;
    return new GraphPath(List.copyOf(steps.subList(0, left)), constants, column, sigmoid);
  }

  /** The one column that a step picks; -1 if it picks none. */
  private static int column(Step step, Map<String, ConstantTensor> constants) {
    GraphNode node = step.node();
    boolean picks =
        PICKERS.contains(node.operator())
            && node.inputs().get(0).equals(step.before())
            && (!node.operator().equals("Gather") || node.whole("axis", 0) == 1);
    ConstantTensor places = picks ? constants.get(node.inputs().get(1)) : null;
    long[] numbers = places == null ? new long[0] : places.numbers();
    return numbers.length == 1 && numbers[0] <= Short.MAX_VALUE ? (int) numbers[0] : -1;
  }

  /** The numbers of a constant of floats; null if there is none of this name. */
  float @Nullable [] reals(String name) {
    ConstantTensor constant = constants.get(name);
    float[] reals = constant == null ? new float[0] : constant.reals();
    return reals.length == 0 ? null : reals;
  }
}
